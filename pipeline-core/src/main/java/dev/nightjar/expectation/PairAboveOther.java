package dev.nightjar.expectation;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code expect_column_pair_values_a_to_be_greater_than_b}. A row that takes part and misses one of
 * the values is unexpected (as in pandas).
 */
record PairAboveOther(
    ExpectationSpec spec, String a, String b, boolean orEqual, MissingRows ignore, double mostly)
    implements RowExpectation {

  static final Kind KIND =
      Kind.of(
          "expect_column_pair_values_a_to_be_greater_than_b",
          a ->
              new PairAboveOther(
                  a.spec(),
                  a.name("column_A"),
                  a.name("column_B"),
                  a.flag("or_equal", false),
                  MissingRows.ofPair(a),
                  a.mostly()),
          "column_A",
          "column_B",
          "or_equal",
          "ignore_row_if",
          "mostly");

  @Override
  public List<String> columns() {
    return List.of(a, b);
  }

  @Override
  public Question.Counting counted(Schema schema) {
    Column first = schema.column(a).orElseThrow();
    Column second = schema.column(b).orElseThrow();
    if (group(first.type()) != group(second.type())) {
      throw new IllegalArgumentException(
          "columns "
              + a
              + " ("
              + first.type().name().toLowerCase(Locale.ROOT)
              + ") and "
              + b
              + " ("
              + second.type().name().toLowerCase(Locale.ROOT)
              + ") cannot be compared");
    }
    return new Question.MapCount(
        Rows.of(spec), ignore.condition(columns()), new Condition.Above(a, b, orEqual), columns());
  }

  private static ColumnType group(ColumnType type) {
    return switch (type) {
      case INTEGER, DOUBLE -> ColumnType.DOUBLE;
      case DATE, TIMESTAMP -> ColumnType.TIMESTAMP;
      case TEXT -> ColumnType.TEXT;
      case BOOLEAN -> ColumnType.BOOLEAN;
    };
  }

  @Override
  public @Nullable Object shown(List<String> columns, List<@Nullable Object> values) {
    return values;
  }

  @Override
  public String subject() {
    return a + (orEqual ? " at least " : " greater than ") + b;
  }

  @Override
  public String fault() {
    return orEqual ? "less" : "not greater";
  }
}
