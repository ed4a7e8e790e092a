package dev.nightjar.expectation;

import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Schema;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code expect_column_values_to_be_of_type} and {@code …_in_type_list}: one check of the column's
 * declared type, under our names or those of SQL, pandas, Spark and Arrow ({@link TypeNames}).
 * Columns are typed, so all rows have the type or none, and {@code mostly} changes nothing.
 */
record ValuesOfType(ExpectationSpec spec, String column, @Nullable List<String> types)
    implements Expectation {

  static final Kind ONE =
      Kind.of(
          "expect_column_values_to_be_of_type",
          a -> {
            a.mostly();
            String type = a.optionalName("type_");
            return new ValuesOfType(
                a.spec(), a.name("column"), type == null ? null : List.of(type));
          },
          "column",
          "type_",
          "mostly");
  static final Kind LIST =
      Kind.of(
          "expect_column_values_to_be_in_type_list",
          a -> {
            a.mostly();
            return new ValuesOfType(a.spec(), a.name("column"), a.optionalNames("type_list"));
          },
          "column",
          "type_list",
          "mostly");

  ValuesOfType {
    if (types != null) {
      try {
        types.forEach(TypeNames::of);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(spec.type() + ": " + e.getMessage(), e);
      }
    } else if (!spec.kwargs().containsKey("type_") && !spec.kwargs().containsKey("type_list")) {
      throw new IllegalArgumentException(
          spec.type() + ": expected a type such as INTEGER, but found nothing");
    }
  }

  @Override
  public List<String> columns() {
    return List.of(column);
  }

  @Override
  public List<Question<?>> questions(Schema schema, LocalDateTime cutoff) {
    return List.of();
  }

  @Override
  public ExpectationResult judge(Answers answers) {
    ColumnType type = answers.schema().column(column).orElseThrow().type();
    boolean success = types == null || types.stream().anyMatch(t -> TypeNames.of(t) == type);
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("observed_value", type.name());
    String wanted = types == null ? "any type" : String.join(" or ", types);
    return ExpectationResult.of(
        spec,
        success,
        result,
        column + " of type " + wanted + ": it is " + type.name().toLowerCase(Locale.ROOT));
  }
}
