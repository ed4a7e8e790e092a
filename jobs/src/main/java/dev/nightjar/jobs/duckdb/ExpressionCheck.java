package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Schema;
import dev.nightjar.text.Nearest;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Holds expressions against the columns of a table or view.
 *
 * @param from its name, quoted, for SQL
 */
record ExpressionCheck(DuckDbSession session, String from, Schema schema) {

  /**
   * The type of an expression.
   *
   * @param what where it stands, such as {@code label.when}: the message begins with it
   * @throws DataException that names the expression, and the column that is not there with the
   *     nearest one, or what DuckDB has against it
   */
  ColumnType type(String what, Expression expression) {
    for (String column : expression.columns()) {
      requireColumn(what, expression, column);
    }
    String query = "SELECT " + expression.toSql() + " FROM " + from;
    try (PreparedStatement statement = session.connection().prepareStatement(query)) {
      ResultSetMetaData columns = statement.getMetaData();
      String type = columns.getColumnTypeName(1);
      return SegmentView.type(type)
          .orElseThrow(() -> new DataException(about(what, expression) + "has the type " + type));
    } catch (SQLException e) {
      throw new DataException(about(what, expression) + DuckDbSession.reason(e), e);
    }
  }

  /** As {@link #type}, which must be boolean. */
  void condition(String what, Expression expression) {
    ColumnType type = type(what, expression);
    if (type != ColumnType.BOOLEAN) {
      throw unexpected(what, expression, "a condition, which is true or false", type);
    }
  }

  /** As {@link #type}, which must be a number. */
  void number(String what, Expression expression) {
    ColumnType type = type(what, expression);
    if (type != ColumnType.INTEGER && type != ColumnType.DOUBLE) {
      throw unexpected(what, expression, "a number", type);
    }
  }

  /** As {@link #type}, which must be this one, or any number for a number. */
  void of(String what, Expression expression, ColumnType wanted) {
    switch (wanted) {
      case BOOLEAN -> condition(what, expression);
      case INTEGER, DOUBLE -> number(what, expression);
      case TEXT, DATE, TIMESTAMP -> {
        ColumnType type = type(what, expression);
        if (type != wanted) {
          String expected = "a " + wanted.name().toLowerCase(Locale.ROOT);
          throw unexpected(what, expression, expected, type);
        }
      }
    }
  }

  /** As {@link #type}, which must be one that can be a time. */
  void time(String what, Expression expression) {
    ColumnType type = type(what, expression);
    // A text may still be an ISO day; if it is not, the row that is not says so.
    if (type != ColumnType.DATE && type != ColumnType.TIMESTAMP && type != ColumnType.TEXT) {
      throw unexpected(what, expression, "a date or a timestamp", type);
    }
  }

  private static DataException unexpected(
      String what, Expression expression, String expected, ColumnType type) {
    return new DataException(
        about(what, expression)
            + "expected "
            + expected
            + ", but it is "
            + type.name().toLowerCase(Locale.ROOT));
  }

  private void requireColumn(String what, Expression expression, String column) {
    if (schema.column(column).isEmpty()) {
      throw new DataException(
          about(what, expression)
              + "there is no column "
              + column
              + Nearest.of(column, schema.names())
                  .map(n -> "; did you mean " + n + "?")
                  .orElse("; there are " + String.join(", ", schema.names())));
    }
  }

  static String about(String what, Expression expression) {
    return what + ": \"" + expression.text() + "\": ";
  }
}
