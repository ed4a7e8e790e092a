package dev.nightjar.expectation;

import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Schema;
import java.util.List;

/**
 * {@code expect_column_values_to_match_regex} and {@code …_to_not_match_regex}: the pattern is
 * searched anywhere in the text, so anchor it with {@code ^} and {@code $} where the whole counts.
 */
record ValuesMatchRegex(
    ExpectationSpec spec, String column, String regex, double mostly, boolean wanted)
    implements RowExpectation {

  static final Kind MATCH =
      Kind.of(
          "expect_column_values_to_match_regex", a -> read(a, true), "column", "regex", "mostly");
  static final Kind NOT_MATCH =
      Kind.of(
          "expect_column_values_to_not_match_regex",
          a -> read(a, false),
          "column",
          "regex",
          "mostly");

  private static ValuesMatchRegex read(Arguments a, boolean wanted) {
    return new ValuesMatchRegex(a.spec(), a.name("column"), a.text("regex"), a.mostly(), wanted);
  }

  @Override
  public List<String> columns() {
    return List.of(column);
  }

  @Override
  public Question.Counting counted(Schema schema) {
    Columns.ofType(schema, column, "a pattern is for text", ColumnType.TEXT);
    Condition matches = new Condition.Matches(column, regex);
    return new Question.MapCount(
        Rows.of(spec),
        new Condition.Missing(column),
        wanted ? matches : new Condition.Not(matches),
        columns());
  }

  @Override
  public String subject() {
    return column + (wanted ? " matching " : " not matching ") + Wording.value(regex);
  }

  @Override
  public String fault() {
    return wanted ? "without a match" : "with a match";
  }
}
