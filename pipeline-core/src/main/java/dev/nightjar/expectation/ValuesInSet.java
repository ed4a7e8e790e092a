package dev.nightjar.expectation;

import dev.nightjar.dataset.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code expect_column_values_to_be_in_set} and {@code …_to_not_be_in_set}. No set at all asks
 * nothing; nothing is in an empty one.
 */
record ValuesInSet(
    ExpectationSpec spec,
    String column,
    @Nullable List<Object> values,
    double mostly,
    boolean inside)
    implements RowExpectation {

  static final Kind IN =
      Kind.of(
          "expect_column_values_to_be_in_set", a -> read(a, true), "column", "value_set", "mostly");
  static final Kind NOT_IN =
      Kind.of(
          "expect_column_values_to_not_be_in_set",
          a -> read(a, false),
          "column",
          "value_set",
          "mostly");

  private static ValuesInSet read(Arguments a, boolean inside) {
    if (!a.spec().kwargs().containsKey("value_set")) {
      throw a.wrong("value_set", "a list");
    }
    return new ValuesInSet(a.spec(), a.name("column"), a.values("value_set"), a.mostly(), inside);
  }

  @Override
  public List<String> columns() {
    return List.of(column);
  }

  @Override
  public Question.Counting counted(Schema schema) {
    Condition expected = Condition.TRUE;
    if (values != null) {
      Condition member =
          new Condition.OneOf(
              column, Literals.typed("value_set", values, schema.column(column).orElseThrow()));
      expected = inside ? member : new Condition.Not(member);
    }
    return new Question.MapCount(Rows.of(spec), new Condition.Missing(column), expected, columns());
  }

  @Override
  public String subject() {
    return column
        + (inside ? " in " : " not in ")
        + (values == null ? "any set" : Wording.set(values));
  }

  @Override
  public String fault() {
    return inside ? "not in it" : "in it";
  }
}
