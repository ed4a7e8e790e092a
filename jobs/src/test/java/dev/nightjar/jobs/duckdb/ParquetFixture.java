package dev.nightjar.jobs.duckdb;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes Parquet with an unlocked DuckDB. */
final class ParquetFixture {

  private ParquetFixture() {}

  /** Writes the rows of the query. */
  static Path write(Path file, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY ("
              + query
              + ") TO "
              + DuckDbSession.literal(file.toString())
              + " (FORMAT parquet)");
    }
    return file;
  }
}
