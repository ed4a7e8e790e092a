package dev.nightjar.jobs.jdbc;

import dev.nightjar.run.LedgerException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables to the version that this program knows. */
final class LedgerSchema {

  /** The highest version in {@code db/migration}. */
  static final int VERSION = 8;

  private static final String HISTORY = "flyway_schema_history";

  private LedgerSchema() {}

  /**
   * Migrates when the version differs: Flyway takes longer to start than everything else here, so
   * it is asked only then.
   *
   * @throws LedgerException when a newer program has written the ledger
   */
  static void migrate(DataSource database, Path lockFile) throws SQLException {
    if (isCurrent(database)) {
      return;
    }
    // Two programs may come to a fresh workspace at once; one creates the tables.
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid()) {
        migrate(database);
      }
    } catch (IOException e) {
      throw new LedgerException("cannot lock " + lockFile + ": " + e.getMessage(), e);
    }
  }

  /** The same where the database itself lets one program at a time migrate. */
  static void migrate(DataSource database) throws SQLException {
    if (isCurrent(database)) {
      return;
    }
    try {
      Flyway.configure()
          .dataSource(database)
          .locations("classpath:db/migration")
          .table(HISTORY)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new LedgerException("the ledger cannot be migrated: " + e.getMessage(), e);
    }
  }

  private static boolean isCurrent(DataSource database) throws SQLException {
    int version = version(database);
    if (version > VERSION) {
      throw new LedgerException(
          "the ledger has version "
              + version
              + ", this program knows versions up to "
              + VERSION
              + ": a newer nightjar has written it; use that one");
    }
    return version == VERSION;
  }

  /** The version of the tables; 0: there are none. */
  static int version(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      try (ResultSet tables = connection.getMetaData().getTables(null, null, HISTORY, null)) {
        if (!tables.next()) {
          return 0;
        }
      }
      String sql =
          "SELECT MAX(CAST(\"version\" AS INTEGER)) FROM \"flyway_schema_history\""
              + " WHERE \"success\" AND \"version\" IS NOT NULL";
      try (PreparedStatement select = connection.prepareStatement(sql);
          ResultSet row = select.executeQuery()) {
        return row.next() ? row.getInt(1) : 0;
      }
    }
  }
}
