package dev.nightjar.expectation;

import dev.nightjar.dataset.Schema;
import java.util.List;

/**
 * {@code expect_column_values_to_be_unique}: every row whose value occurs more than once is
 * unexpected.
 */
record ValuesUnique(ExpectationSpec spec, String column, double mostly) implements RowExpectation {

  static final Kind KIND =
      Kind.of(
          "expect_column_values_to_be_unique",
          a -> new ValuesUnique(a.spec(), a.name("column"), a.mostly()),
          "column",
          "mostly");

  @Override
  public List<String> columns() {
    return List.of(column);
  }

  @Override
  public Question.Counting counted(Schema schema) {
    return new Question.Duplicates(Rows.of(spec), new Condition.Missing(column), columns());
  }

  @Override
  public String subject() {
    return column + " unique";
  }

  @Override
  public String fault() {
    return "repeated";
  }
}
