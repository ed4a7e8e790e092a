package dev.nightjar.expectation;

import dev.nightjar.dataset.Schema;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code expect_table_columns_to_match_set}: the same columns, in any order; with {@code
 * exact_match: false} there may be others. Without a set nothing is asked.
 */
record ColumnsMatchSet(ExpectationSpec spec, @Nullable List<String> names, boolean exact)
    implements Expectation {

  static final Kind KIND =
      Kind.of(
          "expect_table_columns_to_match_set",
          a ->
              new ColumnsMatchSet(
                  a.spec(), a.optionalNames("column_set"), a.flag("exact_match", true)),
          "column_set",
          "exact_match");

  ColumnsMatchSet {
    if (!spec.kwargs().containsKey("column_set")) {
      throw new IllegalArgumentException(
          spec.type() + ": column_set: expected a list of names, but found nothing");
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
    TreeSet<String> unexpected = new TreeSet<>(there);
    TreeSet<String> missing = new TreeSet<>();
    if (names != null) {
      names.forEach(unexpected::remove);
      missing.addAll(names);
      there.forEach(missing::remove);
    } else {
      unexpected.clear();
    }
    Map<String, Object> mismatched = new LinkedHashMap<>();
    List<String> faults = new ArrayList<>();
    if (!unexpected.isEmpty()) {
      mismatched.put("unexpected", List.copyOf(unexpected));
      faults.add("there too: " + Wording.values(List.copyOf(unexpected)));
    }
    if (!missing.isEmpty()) {
      mismatched.put("missing", List.copyOf(missing));
      faults.add("missing: " + Wording.values(List.copyOf(missing)));
    }
    boolean success = missing.isEmpty() && (unexpected.isEmpty() || !exact);
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("observed_value", there.stream().sorted().toList());
    result.put("details", Map.of("mismatched", mismatched));
    String head = exact ? "columns as expected: " : "columns at least as expected: ";
    String seen = faults.isEmpty() ? "all " + there.size() : String.join("; ", faults);
    return ExpectationResult.of(
        spec, success, result, head + seen + (names == null ? "; no set was given" : ""));
  }
}
