package dev.nightjar.jobs.jdbc;

import dev.nightjar.run.LedgerException;
import dev.nightjar.run.Pause;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.jspecify.annotations.Nullable;

/**
 * One connection, and transactions on it, one at a time. Whoever serves the database may end at any
 * moment; the next transaction then connects again: H2 opens the file itself.
 */
final class Transactions implements AutoCloseable {

  private static final int TRIES = 40;

  private static final String UNIQUE = "23505";

  // H2: broken connection, database closed, closing, in use, object closed, I/O on a remote socket,
  // held alone by whoever closes it.
  private static final Set<Integer> GONE = Set.of(90067, 90121, 90098, 90020, 90007, 90028, 90135);

  // PostgreSQL: shut down, crashed, starting up, no connection free, a lock not had in time.
  private static final Set<String> PASSING =
      Set.of("57P01", "57P02", "57P03", "53300", "55P03", "HYT00", UNIQUE);

  private final DataSource database;
  private final Runnable beforeConnecting;
  private final Pause pause;
  private final String location;
  private @Nullable Connection connection;
  private boolean closed;

  Transactions(DataSource database, Runnable beforeConnecting, Pause pause, String location) {
    this.database = database;
    this.beforeConnecting = beforeConnecting;
    this.pause = pause;
    this.location = location;
  }

  /** The body of a transaction. It may be done several times, and must then do the same. */
  @FunctionalInterface
  interface Body<T> {

    /**
     * Does it.
     *
     * @param before what this body returned when it was done before and its commit was not heard
     *     of; null otherwise
     */
    T in(Connection connection, @Nullable T before) throws SQLException;
  }

  /** Does the body and commits. What the body throws rolls back. */
  synchronized <T> T run(Body<T> body) {
    if (closed) {
      throw new LedgerException("the ledger is closed");
    }
    T before = null;
    for (int i = 1; ; i++) {
      boolean done = false;
      try {
        Connection c = connect();
        T result = body.in(c, before);
        before = result;
        c.commit();
        done = true;
        return result;
      } catch (SQLException e) {
        if (i == TRIES || !passes(e)) {
          throw new LedgerException(
              "the ledger " + location + " does not answer: " + e.getMessage(), e);
        }
        rest(i);
      } finally {
        if (!done) {
          rollback();
        }
      }
    }
  }

  /** Does the body and rolls back. */
  synchronized void rehearse(Body<?> body) {
    if (closed) {
      throw new LedgerException("the ledger is closed");
    }
    try {
      body.in(connect(), null);
    } catch (SQLException e) {
      throw new LedgerException(
          "the ledger " + location + " does not answer: " + e.getMessage(), e);
    } finally {
      rollback();
    }
  }

  private Connection connect() throws SQLException {
    if (connection == null || connection.isClosed()) {
      beforeConnecting.run();
      connection = database.getConnection();
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }
    return connection;
  }

  private void rollback() {
    Connection c = connection;
    if (c == null) {
      return;
    }
    try {
      c.rollback();
    } catch (SQLException e) {
      connection = null;
      try {
        c.close();
      } catch (SQLException ignored) {
        // It is broken; there is nothing to close.
      }
    }
  }

  // A connection that broke, a deadlock, a lock that was waited for, or the loser of a race to
  // insert the same slot.
  private static boolean passes(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return GONE.contains(e.getErrorCode())
        || closedUnderneath(e)
        || state.startsWith("08")
        || state.startsWith("40")
        || PASSING.contains(state);
  }

  // The process that served H2's file went while it answered: its store says so, and H2 has no code
  // of its own for it.
  private static boolean closedUnderneath(SQLException e) {
    return e.getErrorCode() == ErrorCode.GENERAL_ERROR_1
        && String.valueOf(e.getMessage()).contains("MVStoreException")
        && String.valueOf(e.getMessage()).contains("/" + DataUtils.ERROR_CLOSED + "]");
  }

  private void rest(int tries) {
    try {
      pause.pause(Duration.ofMillis(Math.min(500, 10L * tries)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LedgerException("interrupted while waiting for the ledger " + location, e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    Connection c = connection;
    connection = null;
    if (c != null) {
      try {
        c.close();
      } catch (SQLException e) {
        // The process that served the file may have ended just now: what it acknowledged is kept.
        if (!passes(e)) {
          throw new LedgerException("the ledger " + location + " did not close", e);
        }
      }
    }
  }
}
