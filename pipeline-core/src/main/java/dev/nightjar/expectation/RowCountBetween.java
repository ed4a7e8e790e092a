package dev.nightjar.expectation;

import dev.nightjar.dataset.Schema;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code expect_table_row_count_to_be_between} and {@code …_to_equal}. Without bounds it holds and
 * says so.
 */
record RowCountBetween(ExpectationSpec spec, Bounds bounds) implements Expectation {

  static final Kind BETWEEN =
      Kind.of(
          "expect_table_row_count_to_be_between",
          a -> new RowCountBetween(a.spec(), a.wholeBounds()),
          "min_value",
          "max_value",
          "strict_min",
          "strict_max");
  static final Kind EQUAL =
      Kind.of(
          "expect_table_row_count_to_equal",
          a -> {
            long value = a.count("value");
            return new RowCountBetween(a.spec(), new Bounds(value, value, false, false));
          },
          "value");

  @Override
  public List<String> columns() {
    return List.of();
  }

  @Override
  public List<Question<?>> questions(Schema schema, LocalDateTime cutoff) {
    return List.of(asked());
  }

  private Question.RowCount asked() {
    return new Question.RowCount(Rows.of(spec));
  }

  @Override
  public ExpectationResult judge(Answers answers) {
    long rows = answers.to(asked()).value() instanceof Long n ? n : 0;
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("observed_value", rows);
    String head = "rows" + (bounds.isOpen() ? "" : " " + bounds.text()) + Wording.scope(spec);
    return ExpectationResult.of(
        spec,
        bounds.hold(rows),
        result,
        head
            + ": there "
            + (rows == 1 ? "is " : "are ")
            + Wording.count(rows)
            + (bounds.isOpen() ? "; no bounds were given" : ""));
  }
}
