package dev.nightjar.expectation;

import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Schema;
import java.util.List;

/** {@code expect_column_value_lengths_to_be_between}: length in characters (code points). */
record ValueLengthsBetween(ExpectationSpec spec, String column, Bounds bounds, double mostly)
    implements RowExpectation {

  static final Kind KIND =
      Kind.of(
          "expect_column_value_lengths_to_be_between",
          a -> new ValueLengthsBetween(a.spec(), a.name("column"), a.wholeBounds(), a.mostly()),
          "column",
          "min_value",
          "max_value",
          "strict_min",
          "strict_max",
          "mostly");

  ValueLengthsBetween {
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
    Columns.ofType(schema, column, "a length is of text", ColumnType.TEXT);
    return new Question.MapCount(
        Rows.of(spec),
        new Condition.Missing(column),
        new Condition.LengthWithin(column, bounds),
        columns());
  }

  @Override
  public String subject() {
    return "length of " + column + " " + bounds.text();
  }

  @Override
  public String fault() {
    return "outside";
  }
}
