package dev.nightjar.jobs.jdbc;

import dev.nightjar.access.AccessLedger;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.LedgerException;
import dev.nightjar.run.Pause;
import dev.nightjar.run.RunLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The ledger in an H2 file: {@code ledger/nightjar} in the workspace. Every commit is on the disk
 * before it is acknowledged. Several processes may have it open; the first one serves the others
 * over the loopback address, with a key that only the file beside the database tells. The user has
 * no password: who may read the folder may read the ledger.
 */
public final class H2Ledger {

  private H2Ledger() {}

  /** The version of the tables that this program writes. */
  public static int schemaVersion() {
    return LedgerSchema.VERSION;
  }

  /** Whether the workspace has a ledger. */
  public static boolean exists(Path workspace) {
    return Files.exists(workspace.resolve("ledger").resolve("nightjar.mv.db"));
  }

  /**
   * Opens the ledger of the workspace, creates it, or migrates it.
   *
   * @throws LedgerException when it cannot be opened, or a newer program has written it
   */
  public static RunLedger open(Path workspace, LeaseRules rules) {
    return new SqlLedger(rules, c -> rules.now(), connect(workspace));
  }

  /**
   * Opens the tokens and the audit log of the workspace, on a connection of their own.
   *
   * @throws LedgerException as {@link #open}
   */
  public static AccessLedger access(Path workspace, InstantSource clock) {
    return new SqlAccess(c -> clock.instant().truncatedTo(ChronoUnit.MICROS), connect(workspace));
  }

  private static Transactions connect(Path workspace) {
    Path folder = workspace.toAbsolutePath().normalize().resolve("ledger");
    if (folder.toString().indexOf(';') >= 0) {
      throw new LedgerException("H2 cannot open a path with a semicolon: " + folder);
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new LedgerException("cannot create " + folder + ": " + e.getMessage(), e);
    }
    // H2 would listen on every address otherwise; the launcher says so too.
    if (System.getProperty("h2.bindAddress") == null) {
      System.setProperty("h2.bindAddress", "127.0.0.1");
    }
    JdbcDataSource database = new JdbcDataSource();
    // H2 keeps eight statements otherwise, and reads and plans all the others again each time.
    // Without WRITE_DELAY=0 commits of the last half second are lost with the process.
    database.setURL(
        "jdbc:h2:file:"
            + folder.resolve("nightjar")
            + ";WRITE_DELAY=0;AUTO_SERVER=TRUE;LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=64");
    database.setUser("nightjar");
    database.setPassword("");
    Path lock = folder.resolve("nightjar.lock.db");
    Transactions transactions =
        new Transactions(database, () -> StaleLock.remove(lock), Pause.system(), folder.toString());
    try {
      // The first transaction waits for a process that is closing the file just now.
      transactions.run((c, before) -> true);
      LedgerSchema.migrate(database, folder.resolve("migrate.lock"));
    } catch (SQLException e) {
      transactions.close();
      throw new LedgerException("the ledger " + folder + " cannot be opened: " + e.getMessage(), e);
    } catch (LedgerException e) {
      transactions.close();
      throw e;
    }
    return transactions;
  }
}
