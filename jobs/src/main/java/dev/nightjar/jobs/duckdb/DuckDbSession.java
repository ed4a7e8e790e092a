package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A DuckDB in memory that may read the given files and nothing else: no other file, no network, no
 * extensions, no change of settings. Not thread-safe.
 */
public final class DuckDbSession implements AutoCloseable {

  private final Connection connection;

  private DuckDbSession(Connection connection) {
    this.connection = connection;
  }

  /** Opens and locks. Throws {@link DataException} when a file is not there. */
  public static DuckDbSession open(Collection<Path> files, DuckDbLimits limits) throws IOException {
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new DataException("there is no file " + file);
      }
    }
    Files.createDirectories(limits.scratch());
    try {
      DuckDbSession session = new DuckDbSession(DriverManager.getConnection("jdbc:duckdb:"));
      try {
        session.lock(files, limits);
        return session;
      } catch (SQLException e) {
        session.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new IOException("DuckDB does not start: " + reason(e), e);
    }
  }

  private void lock(Collection<Path> files, DuckDbLimits limits) throws SQLException {
    String allowed =
        files.stream().map(f -> literal(path(f))).collect(Collectors.joining(", ", "[", "]"));
    execute("SET threads = " + limits.threads());
    execute("SET memory_limit = " + literal(limits.memoryBytes() + "B"));
    execute("SET temp_directory = " + literal(path(limits.scratch())));
    execute("SET TimeZone = 'UTC'");
    execute("SET autoinstall_known_extensions = false");
    execute("SET autoload_known_extensions = false");
    execute("SET allow_community_extensions = false");
    execute("SET allowed_paths = " + allowed);
    // In this order: each of the two takes away the right to undo the one before.
    execute("SET enable_external_access = false");
    execute("SET lock_configuration = true");
  }

  /** The connection, for statements that the other methods do not cover. Do not close it. */
  public Connection connection() {
    return connection;
  }

  /** The version of the engine. */
  public String version() throws IOException {
    try {
      return connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException e) {
      throw new IOException("DuckDB does not say its version: " + reason(e), e);
    }
  }

  /** Runs a statement. */
  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Reads a result. */
  public interface Reader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  /** Asks, and closes the result when it is read. */
  public <T> T query(String sql, Reader<T> reader) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return reader.read(rows);
    }
  }

  /** The first column of the first row as a whole number. */
  public long number(String sql) throws SQLException {
    return query(sql, rows -> rows.next() ? rows.getLong(1) : 0);
  }

  /** A table function over exactly these Parquet files, in order; columns are joined by name. */
  public static String parquet(List<Path> files) {
    return "read_parquet(" + list(files) + ", union_by_name = true)";
  }

  /** As {@link #parquet}, with a column of that name more: the path of a row's file. */
  static String named(List<Path> files, String column) {
    return "read_parquet("
        + list(files)
        + ", union_by_name = true, filename = "
        + literal(column)
        + ")";
  }

  /** The files' paths as a list, as {@link #named} tells them. */
  static String list(List<Path> files) {
    return files.stream().map(f -> literal(path(f))).collect(Collectors.joining(", ", "[", "]"));
  }

  /** DuckDB's name of the type. */
  public static String sqlType(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> "BOOLEAN";
      case INTEGER -> "BIGINT";
      case DOUBLE -> "DOUBLE";
      case TEXT -> "VARCHAR";
      case DATE -> "DATE";
      case TIMESTAMP -> "TIMESTAMP";
    };
  }

  /** A name in double quotes. */
  public static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A text in single quotes. */
  public static String literal(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }

  /** What DuckDB says, in one line, without its class of error and its marks under the SQL. */
  public static String reason(SQLException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    return line.replaceFirst("^(java\\.sql\\.SQL\\w+: )?[A-Z][A-Za-z -]* Error: ", "")
        .replace("INTEGER_LITERAL", "INTEGER")
        .replace("VARCHAR", "TEXT")
        .replace("BIGINT", "INTEGER")
        .replace("INT64", "INTEGER");
  }

  private static String path(Path file) {
    return file.toAbsolutePath().normalize().toString();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not close: " + reason(e), e);
    }
  }
}
