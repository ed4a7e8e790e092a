package dev.nightjar.expectation;

import dev.nightjar.dataset.Schema;
import java.util.List;

/**
 * {@code expect_column_values_to_not_be_null} and {@code …_to_be_null}. Every row counts. NaN is a
 * missing value.
 */
record Nulls(ExpectationSpec spec, String column, double mostly, boolean wanted)
    implements RowExpectation {

  static final Kind NOT_NULL =
      Kind.of("expect_column_values_to_not_be_null", a -> read(a, false), "column", "mostly");
  static final Kind NULL =
      Kind.of("expect_column_values_to_be_null", a -> read(a, true), "column", "mostly");

  private static Nulls read(Arguments a, boolean wanted) {
    return new Nulls(a.spec(), a.name("column"), a.mostly(), wanted);
  }

  @Override
  public List<String> columns() {
    return List.of(column);
  }

  @Override
  public Question.Counting counted(Schema schema) {
    Condition missing = new Condition.Missing(column);
    return new Question.MapCount(
        Rows.of(spec),
        new Condition.Not(Condition.TRUE),
        wanted ? missing : new Condition.Not(missing),
        columns());
  }

  @Override
  public boolean countsMissing() {
    return false;
  }

  @Override
  public String subject() {
    return column + (wanted ? " null" : " not null");
  }

  @Override
  public String fault() {
    return wanted ? "not null" : "null";
  }
}
