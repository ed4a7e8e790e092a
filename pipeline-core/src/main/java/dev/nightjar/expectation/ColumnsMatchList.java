package dev.nightjar.expectation;

import dev.nightjar.dataset.Schema;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code expect_table_columns_to_match_ordered_list}: these columns in this order and no others.
 * Without a list nothing is asked.
 */
record ColumnsMatchList(ExpectationSpec spec, @Nullable List<String> names) implements Expectation {

  static final Kind KIND =
      Kind.of(
          "expect_table_columns_to_match_ordered_list",
          a -> new ColumnsMatchList(a.spec(), a.optionalNames("column_list")),
          "column_list");

  ColumnsMatchList {
    if (!spec.kwargs().containsKey("column_list")) {
      throw new IllegalArgumentException(
          spec.type() + ": column_list: expected a list of names, but found nothing");
    }
  }

  @Override
  public List<String> columns() {
    return List.of();
  }

  @Override
  public List<Question<?>> questions(Schema schema, LocalDateTime cutoff) {
    return List.of();
  }

  @Override
  public ExpectationResult judge(Answers answers) {
    List<String> there = answers.dataset().names();
    List<String> wanted = names == null ? there : names;
    List<Object> mismatched = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < Math.max(there.size(), wanted.size()); i++) {
      String expected = i < wanted.size() ? wanted.get(i) : null;
      String found = i < there.size() ? there.get(i) : null;
      if (expected == null || !expected.equals(found)) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("Expected Column Position", (long) i);
        one.put("Expected", expected);
        one.put("Found", found);
        mismatched.add(one);
        faults.add(
            "position "
                + i
                + ": expected "
                + (expected == null ? "none" : expected)
                + ", found "
                + (found == null ? "none" : found));
      }
    }
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("observed_value", there);
    if (!mismatched.isEmpty()) {
      result.put("details", Map.of("mismatched", mismatched));
    }
    String seen = faults.isEmpty() ? "all " + there.size() : Wording.values(faults);
    return ExpectationResult.of(
        spec,
        mismatched.isEmpty(),
        result,
        "columns in the expected order: " + seen + (names == null ? "; no list was given" : ""));
  }
}
