package dev.nightjar.jobs.jdbc;

import dev.nightjar.run.Attempt;
import dev.nightjar.run.Claim;
import dev.nightjar.run.Holder;
import dev.nightjar.run.Lease;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.LedgerException;
import dev.nightjar.run.Pause;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunEvent;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunState;
import dev.nightjar.run.Slot;
import dev.nightjar.run.SlotStatus;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The ledger in an H2 file: {@code ledger/nightjar} in the workspace. Every commit is on the disk
 * before it is acknowledged. Several processes may have it open; the first one serves the others
 * over the loopback address, with a key that only the file beside the database tells. The user has
 * no password: who may read the folder may read the ledger.
 */
public final class H2Ledger implements RunLedger {

  private final LeaseRules rules;
  private final Transactions transactions;

  private H2Ledger(LeaseRules rules, Transactions transactions) {
    this.rules = rules;
    this.transactions = transactions;
  }

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
  public static H2Ledger open(Path workspace, LeaseRules rules) {
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
    // Without WRITE_DELAY=0 commits of the last half second are lost with the process.
    database.setURL(
        "jdbc:h2:file:"
            + folder.resolve("nightjar")
            + ";WRITE_DELAY=0;AUTO_SERVER=TRUE;LOCK_TIMEOUT=10000");
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
    return new H2Ledger(rules, transactions);
  }

  @Override
  public Claim claim(Slot slot, Digest pin, Reprocess reprocess, Holder holder) {
    Claiming claiming = new Claiming(rules, holder, UUID.randomUUID().toString());
    return transactions.run(
        (c, before) -> claiming.claim(new Tables(c), slot, pin, reprocess, before));
  }

  @Override
  public void renew(Lease lease) {
    transactions.run(
        (c, before) -> {
          Tables tables = new Tables(c);
          tables.extend(tables.lock(lease), rules.until());
          return true;
        });
  }

  @Override
  public void release(Lease lease) {
    transactions.run(
        (c, before) -> {
          Tables tables = new Tables(c);
          Optional<Tables.Locked> slot = tables.lock(lease.slot());
          if (slot.isPresent() && slot.get().token() == lease.token()) {
            tables.free(slot.get().id());
          }
          return true;
        });
  }

  @Override
  public Run apply(Lease lease, RunEvent event) {
    return transactions.run(
        (c, before) -> {
          Tables tables = new Tables(c);
          if (before != null && tables.runs(lease.slot()).contains(before)) {
            return before;
          }
          long slotId = tables.lock(lease);
          Run run = tables.slot(lease.slot()).orElseThrow().latest().after(event, rules.now());
          tables.updateRun(slotId, run);
          if (run.state().status() != RunState.Status.RUNNING) {
            tables.free(slotId);
          }
          return run;
        });
  }

  @Override
  public Attempt startAttempt(Lease lease, String step) {
    return transactions.<Attempt>run(
        (c, before) -> {
          Tables tables = new Tables(c);
          long slotId = tables.lock(lease);
          List<Attempt> attempts = tables.attempts(lease.slot(), lease.ordinal());
          if (before != null && attempts.contains(before)) {
            return before;
          }
          long earlier = attempts.stream().filter(a -> a.step().equals(step)).count();
          Attempt attempt = Attempt.started(step, (int) earlier + 1, rules.now());
          tables.insertAttempt(slotId, lease.ordinal(), attempt);
          return attempt;
        });
  }

  @Override
  public void finishAttempt(Lease lease, Attempt finished) {
    transactions.run(
        (c, before) -> {
          Tables tables = new Tables(c);
          tables.updateAttempt(tables.lock(lease), lease.ordinal(), finished);
          return true;
        });
  }

  @Override
  public Run skip(Slot slot, Digest pin, String reason) {
    return transactions.run(
        (c, before) -> {
          Tables tables = new Tables(c);
          Optional<SlotStatus> known = tables.slot(slot);
          if (known.isPresent()) {
            return known.get().latest();
          }
          Run run =
              new Run(slot, 1, pin, RunState.queued(), rules.now(), null)
                  .after(new RunEvent.Skipped(reason), rules.now());
          tables.insertRun(tables.insertSlot(slot), run);
          return run;
        });
  }

  @Override
  public Optional<SlotStatus> slot(Slot slot) {
    return transactions.run((c, before) -> new Tables(c).slot(slot));
  }

  @Override
  public List<SlotStatus> slots(String pipeline, String lane) {
    return transactions.run((c, before) -> new Tables(c).slots(pipeline, lane));
  }

  @Override
  public List<SlotStatus> leased() {
    return transactions.run((c, before) -> new Tables(c).leased());
  }

  @Override
  public List<Run> runs(Slot slot) {
    return transactions.run((c, before) -> new Tables(c).runs(slot));
  }

  @Override
  public List<Run> recent(int limit) {
    return transactions.run((c, before) -> new Tables(c).recent(limit));
  }

  @Override
  public List<Attempt> attempts(Run run) {
    return transactions.run((c, before) -> new Tables(c).attempts(run.slot(), run.ordinal()));
  }

  @Override
  public void close() {
    transactions.close();
  }
}
