package dev.nightjar.jobs.jdbc;

import dev.nightjar.access.AccessLedger;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.LedgerException;
import dev.nightjar.run.Pause;
import dev.nightjar.run.RunLedger;
import dev.nightjar.upkeep.RunRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The ledger in a PostgreSQL database (14 or newer), for orchestrators on several machines. Leases
 * end by the database's clock: those of the machines may differ. A server that restarts is waited
 * for; one that does not answer within {@value #ANSWER_SECONDS} seconds counts as gone.
 */
public final class PostgresLedger {

  private static final int CONNECT_SECONDS = 10;
  private static final int ANSWER_SECONDS = 20;

  private PostgresLedger() {}

  /**
   * Opens the ledger, creates its tables in an empty database, or migrates them.
   *
   * @param password null: as libpq finds it, in {@code ~/.pgpass} or nowhere
   * @throws LedgerException when it cannot be opened, or a newer program has written it
   */
  public static RunLedger open(
      PostgresAddress address, @Nullable String password, LeaseRules rules) {
    return open(address, password, rules, PostgresLedger::databaseTime);
  }

  static RunLedger open(
      PostgresAddress address,
      @Nullable String password,
      LeaseRules rules,
      SqlLedger.LedgerTime time) {
    return new SqlLedger(rules, time, connect(address, password));
  }

  /**
   * Opens the tokens and the audit log of the database, on a connection of their own. Tokens end by
   * its clock.
   *
   * @throws LedgerException as {@link #open}
   */
  public static AccessLedger access(PostgresAddress address, @Nullable String password) {
    return access(address, password, PostgresLedger::databaseTime);
  }

  static AccessLedger access(
      PostgresAddress address, @Nullable String password, SqlLedger.LedgerTime time) {
    return new SqlAccess(time, connect(address, password));
  }

  private static Transactions connect(PostgresAddress address, @Nullable String password) {
    PGSimpleDataSource database = database(address, password);
    Transactions transactions =
        new Transactions(database, () -> {}, Pause.system(), address.toString());
    try {
      // Refused at once: a password that is wrong does not become right by waiting.
      database.getConnection().close();
      LedgerSchema.migrate(database);
    } catch (SQLException e) {
      transactions.close();
      throw unopened(address, e);
    } catch (LedgerException e) {
      transactions.close();
      throw e;
    }
    return transactions;
  }

  /** The version of the database's tables; 0: it has none yet. */
  public static int version(PostgresAddress address, @Nullable String password) {
    try {
      return LedgerSchema.version(database(address, password));
    } catch (SQLException e) {
      throw unopened(address, e);
    }
  }

  /**
   * Fills an empty database with what the facts tell, in one transaction. Nothing is ever
   * overwritten: a ledger that is damaged stays where it is, for a new database beside it.
   *
   * @param now larger than any fencing token that a forgotten worker could show
   * @throws LedgerException when the database has slots already, or does not answer
   */
  public static void fill(
      PostgresAddress address, @Nullable String password, List<RunRecord> runs, Instant now) {
    PGSimpleDataSource database = database(address, password);
    try {
      LedgerSchema.migrate(database);
      try (Connection connection = database.getConnection()) {
        connection.setAutoCommit(false);
        Tables tables = new Tables(connection);
        if (!tables.isEmpty()) {
          throw new LedgerException(
              "the database %s has a ledger, which is never overwritten: create an empty one, name"
                      .formatted(address)
                  + " it in ledger:, and rebuild the ledger there");
        }
        LedgerRebuild.fill(tables, runs, now.getEpochSecond());
        connection.commit();
      }
    } catch (SQLException e) {
      throw unopened(address, e);
    }
  }

  static PGSimpleDataSource database(PostgresAddress address, @Nullable String password) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setURL(address.jdbc());
    if (address.user() != null) {
      database.setUser(address.user());
    }
    if (password != null) {
      database.setPassword(password);
    }
    database.setApplicationName("nightjar");
    database.setConnectTimeout(CONNECT_SECONDS);
    database.setLoginTimeout(CONNECT_SECONDS);
    database.setSocketTimeout(ANSWER_SECONDS);
    database.setTcpKeepAlive(true);
    database.setReWriteBatchedInserts(true);
    return database;
  }

  private static Instant databaseTime(Connection connection) throws SQLException {
    return Sql.first(
            connection,
            row -> row.getObject(1, OffsetDateTime.class).toInstant(),
            "SELECT clock_timestamp()")
        .orElseThrow()
        .truncatedTo(ChronoUnit.MICROS);
  }

  private static LedgerException unopened(PostgresAddress address, SQLException e) {
    return new LedgerException(
        "the ledger %s cannot be opened: %s%s"
            .formatted(address, e.getMessage(), advice(e.getSQLState())),
        e);
  }

  private static String advice(@Nullable String state) {
    if (state == null) {
      return "";
    }
    return switch (state) {
      case "28P01", "28000" ->
          "; the password is taken from NIGHTJAR_LEDGER_PASSWORD, otherwise from ~/.pgpass";
      case "3D000" -> "; create it first: createdb, or CREATE DATABASE";
      case "08001" -> "; is the server running, and may this machine reach it?";
      case "42501", "25006" -> "; the user has to be allowed to create tables in it";
      default -> "";
    };
  }
}
