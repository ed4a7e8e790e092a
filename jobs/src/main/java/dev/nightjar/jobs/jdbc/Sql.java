package dev.nightjar.jobs.jdbc;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Prepared statements in one line each. */
final class Sql {

  private Sql() {}

  /** Makes a record of the row that the cursor is on. */
  @FunctionalInterface
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  static int update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  /** Does the same with many values, in one go; how many rows each of them changed. */
  static int[] batch(Connection connection, String sql, List<@Nullable Object[]> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return new int[0];
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (@Nullable Object[] row : rows) {
        set(statement, row);
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }

  /** An SQL array of the values, in their order. */
  static <T> Array array(
      Connection connection, String type, List<T> of, Function<T, @Nullable Object> value)
      throws SQLException {
    return connection.createArrayOf(type, of.stream().map(value).toArray());
  }

  static <T> List<T> list(
      Connection connection, Reader<T> reader, String sql, @Nullable Object... values)
      throws SQLException {
    List<T> rows = new ArrayList<>();
    try (PreparedStatement statement = prepared(connection, sql, values);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows.add(reader.read(row));
      }
    }
    return List.copyOf(rows);
  }

  static <T> Optional<T> first(
      Connection connection, Reader<T> reader, String sql, @Nullable Object... values)
      throws SQLException {
    return list(connection, reader, sql, values).stream().findFirst();
  }

  private static PreparedStatement prepared(
      Connection connection, String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      set(statement, values);
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  private static void set(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
