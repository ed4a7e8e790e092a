package dev.nightjar.expectation;

import dev.nightjar.dataset.Schema;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code expect_compound_columns_to_be_unique}: every row whose values of the columns together
 * occur more than once is unexpected. In rows that take part, missing values equal each other (as
 * in pandas and Spark).
 */
record CompoundColumnsUnique(
    ExpectationSpec spec, List<String> columns, MissingRows ignore, double mostly)
    implements RowExpectation {

  static final Kind KIND =
      Kind.of(
          "expect_compound_columns_to_be_unique",
          a ->
              new CompoundColumnsUnique(
                  a.spec(), a.names("column_list"), MissingRows.ofMany(a), a.mostly()),
          "column_list",
          "ignore_row_if",
          "mostly");

  CompoundColumnsUnique {
    columns = List.copyOf(columns);
    if (columns.size() < 2 || new LinkedHashSet<>(columns).size() < columns.size()) {
      throw new IllegalArgumentException(
          spec.type()
              + ": column_list: expected at least two different columns, but found "
              + Wording.values(columns));
    }
  }

  @Override
  public Question.Counting counted(Schema schema) {
    return new Question.Duplicates(Rows.of(spec), ignore.condition(columns), columns);
  }

  @Override
  public @Nullable Object shown(List<String> columns, List<@Nullable Object> values) {
    return Results.named(columns, values);
  }

  @Override
  public String subject() {
    return "(" + String.join(", ", columns) + ") unique";
  }

  @Override
  public String fault() {
    return "repeated";
  }
}
