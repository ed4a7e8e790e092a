package dev.nightjar.expectation;

import dev.nightjar.dataset.Schema;
import java.util.List;

/** {@code expect_column_values_to_be_between}. */
record ValuesBetween(ExpectationSpec spec, String column, Bounds bounds, double mostly)
    implements RowExpectation {

  static final Kind KIND =
      Kind.of(
          "expect_column_values_to_be_between",
          a -> new ValuesBetween(a.spec(), a.name("column"), a.bounds(), a.mostly()),
          "column",
          "min_value",
          "max_value",
          "strict_min",
          "strict_max",
          "mostly");

  ValuesBetween {
    if (bounds.isOpen()) {
      throw new IllegalArgumentException(
          spec.type() + ": expected min_value, max_value or both, but found neither");
    }
  }

  @Override
  public List<String> columns() {
    return List.of(column);
  }

  @Override
  public Question.Counting counted(Schema schema) {
    return new Question.MapCount(
        Rows.of(spec),
        new Condition.Missing(column),
        new Condition.Within(column, bounds.typed(schema.column(column).orElseThrow())),
        columns());
  }

  @Override
  public String subject() {
    return column + " " + bounds.text();
  }

  @Override
  public String fault() {
    return "outside";
  }
}
