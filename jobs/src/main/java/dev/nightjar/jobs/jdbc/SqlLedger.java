package dev.nightjar.jobs.jdbc;

import dev.nightjar.alert.Announcement;
import dev.nightjar.alert.Outbox;
import dev.nightjar.run.Attempt;
import dev.nightjar.run.BackfillQueue;
import dev.nightjar.run.CancelRequested;
import dev.nightjar.run.Claim;
import dev.nightjar.run.Holder;
import dev.nightjar.run.Lease;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.LedgerException;
import dev.nightjar.run.Pools;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunEvent;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunListing;
import dev.nightjar.run.RunOptions;
import dev.nightjar.run.RunState;
import dev.nightjar.run.Slot;
import dev.nightjar.run.SlotQueue;
import dev.nightjar.run.SlotStatus;
import dev.nightjar.store.Digest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The ledger in tables of a database, whichever that is. */
final class SqlLedger implements RunLedger {

  private final LeaseRules rules;
  private final LedgerTime time;
  private final Transactions transactions;

  SqlLedger(LeaseRules rules, LedgerTime time, Transactions transactions) {
    this.rules = rules;
    this.time = time;
    this.transactions = transactions;
  }

  /** What the time is, for a ledger: the one clock by which its leases end. */
  @FunctionalInterface
  interface LedgerTime {
    Instant now(Connection connection) throws SQLException;
  }

  @Override
  public Instant now() {
    return transactions.run((c, before) -> time.now(c));
  }

  /** The rules, as of the ledger's own time. */
  private LeaseRules rules(Connection connection) throws SQLException {
    return rules.at(time.now(connection));
  }

  @Override
  public Claim claim(
      Slot slot, Digest pin, Reprocess reprocess, Holder holder, RunOptions options) {
    String key = UUID.randomUUID().toString();
    return transactions.run(
        (c, before) ->
            new Claiming(rules(c), holder, key, options)
                .claim(new Tables(c), slot, pin, reprocess, before));
  }

  @Override
  public Claim claimWaiting(Run run, Holder holder) {
    String key = UUID.randomUUID().toString();
    return transactions.run(
        (c, before) ->
            new Claiming(rules(c), holder, key, RunOptions.NONE)
                .claimWaiting(new Tables(c), run, before));
  }

  @Override
  public void renew(Lease lease) {
    Optional<String> cancel =
        transactions.run(
            (c, before) -> {
              Tables tables = new Tables(c);
              tables.extend(tables.lock(lease), rules(c).until());
              return tables.slot(lease.slot()).map(SlotStatus::cancel);
            });
    if (cancel.isPresent()) {
      throw new CancelRequested(cancel.get());
    }
  }

  @Override
  public Run cancel(Slot slot, String reason) {
    return transactions.run(
        (c, before) -> {
          Tables tables = new Tables(c);
          Tables.Locked locked =
              tables.lock(slot).orElseThrow(() -> new LedgerException("there is no slot " + slot));
          SlotStatus known = tables.slot(slot).orElseThrow();
          Run run = known.latest();
          if (run.state().status().isFinal()) {
            return run;
          }
          LeaseRules now = rules(c);
          if (now.isHeld(known)) {
            tables.requestCancel(locked.id(), run.ordinal(), reason);
            return run;
          }
          Run cancelled = run.after(new RunEvent.Cancelled(reason), now.now());
          tables.updateRun(locked.id(), cancelled);
          tables.loseAttempts(locked.id(), run.ordinal());
          tables.free(locked.id());
          return cancelled;
        });
  }

  @Override
  public SlotQueue queue() {
    return new SqlQueue(rules, time, transactions);
  }

  @Override
  public BackfillQueue backfills() {
    return new SqlBackfillQueue(rules, time, transactions);
  }

  @Override
  public Pools pools() {
    return new SqlPools(rules, time, transactions);
  }

  @Override
  public Outbox outbox() {
    return new SqlOutbox(time, transactions);
  }

  @Override
  public RunListing listing() {
    return new SqlListing(transactions);
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
  public Run apply(Lease lease, RunEvent event, List<Announcement> announcements) {
    return transactions.run(
        (c, before) -> {
          Tables tables = new Tables(c);
          if (before != null && tables.runs(lease.slot()).contains(before)) {
            return before;
          }
          long slotId = tables.lock(lease);
          Instant now = rules(c).now();
          Run run = tables.slot(lease.slot()).orElseThrow().latest().after(event, now);
          tables.updateRun(slotId, run);
          OutboxTables outbox = new OutboxTables(c, now);
          for (Announcement said : announcements) {
            outbox.announce(said);
          }
          if (run.state().status() != RunState.Status.RUNNING) {
            tables.free(slotId);
          }
          if (event instanceof RunEvent.Cancelled) {
            tables.loseAttempts(slotId, lease.ordinal());
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
          Attempt attempt = Attempt.started(step, (int) earlier + 1, rules(c).now());
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
          Instant now = rules(c).now();
          Run run =
              new Run(slot, 1, pin, RunState.queued(), now, null)
                  .after(new RunEvent.Skipped(reason), now);
          tables.insertSlot(slot);
          tables.insertRun(run);
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
  public List<Run> recent(String pipeline, int limit) {
    return transactions.run((c, before) -> new Tables(c).recent(pipeline, limit));
  }

  @Override
  public Optional<Run> run(String id) {
    return transactions.run((c, before) -> new Tables(c).run(id));
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
