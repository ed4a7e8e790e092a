package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Schema;
import dev.nightjar.expectation.Bounds;
import dev.nightjar.expectation.Condition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes conditions as DuckDB SQL. Every piece is true or false, never null, and NaN is missing.
 *
 * @param schema the columns
 * @param marks patterns that are already answered, with the column that holds the answer
 */
record CheckSql(Schema schema, Map<Condition.Matches, String> marks) {

  String of(Condition condition) {
    if (condition instanceof Condition.Missing c) {
      return missing(c.column());
    }
    if (condition instanceof Condition.Within c) {
      return within(name(c.column()), c.bounds(), isDouble(c.column()));
    }
    if (condition instanceof Condition.LengthWithin c) {
      return within("length(" + name(c.column()) + ")", c.bounds(), false);
    }
    if (condition instanceof Condition.OneOf c) {
      return c.values().isEmpty()
          ? "false"
          : isTrue(
              c.values().stream()
                  .map(CheckSql::literal)
                  .collect(Collectors.joining(", ", name(c.column()) + " IN (", ")")));
    }
    if (condition instanceof Condition.Matches c) {
      String mark = marks.get(c);
      return isTrue(
          mark != null
              ? mark
              : "regexp_matches("
                  + name(c.column())
                  + ", "
                  + DuckDbSession.literal(c.regex())
                  + ")");
    }
    if (condition instanceof Condition.Above c) {
      String operator = c.orEqual() ? " >= " : " > ";
      return "("
          + isTrue(name(c.column()) + operator + name(c.other()))
          + " AND NOT "
          + missing(c.column())
          + " AND NOT "
          + missing(c.other())
          + ")";
    }
    if (condition instanceof Condition.Not c) {
      return "(NOT " + of(c.condition()) + ")";
    }
    if (condition instanceof Condition.All c) {
      return join(c.conditions(), " AND ", "true");
    }
    return join(((Condition.Any) condition).conditions(), " OR ", "false");
  }

  String missing(String column) {
    String name = name(column);
    return isDouble(column)
        ? "(" + name + " IS NULL OR isnan(" + name + "))"
        : "(" + name + " IS NULL)";
  }

  private String join(List<Condition> conditions, String word, String none) {
    return conditions.isEmpty()
        ? none
        : conditions.stream().map(this::of).collect(Collectors.joining(word, "(", ")"));
  }

  private boolean isDouble(String column) {
    return schema.column(column).map(Column::type).orElseThrow() == ColumnType.DOUBLE;
  }

  private static String within(String value, Bounds bounds, boolean maybeNaN) {
    List<String> parts = new ArrayList<>();
    if (bounds.min() != null) {
      parts.add(value + (bounds.strictMin() ? " > " : " >= ") + literal(bounds.min()));
    }
    if (bounds.max() != null) {
      parts.add(value + (bounds.strictMax() ? " < " : " <= ") + literal(bounds.max()));
    }
    if (maybeNaN) {
      parts.add("NOT isnan(" + value + ")");
    }
    return parts.isEmpty() ? "true" : isTrue(String.join(" AND ", parts));
  }

  private static String isTrue(String sql) {
    return "coalesce(" + sql + ", false)";
  }

  static String name(String column) {
    return DuckDbSession.quoted(column);
  }

  static String literal(Object value) {
    if (value instanceof Double d) {
      String text = d.isInfinite() ? (d > 0 ? "Infinity" : "-Infinity") : d.toString();
      return "CAST('" + text + "' AS DOUBLE)";
    }
    if (value instanceof Long || value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof String text) {
      return DuckDbSession.literal(text);
    }
    return (value instanceof LocalDate ? "DATE '" : "TIMESTAMP '") + value + "'";
  }
}
