package dev.nightjar.jobs.jdbc;

import dev.nightjar.alert.Announcement;
import dev.nightjar.run.Concurrency;
import dev.nightjar.run.DueSlot;
import dev.nightjar.run.Holder;
import dev.nightjar.run.LateLook;
import dev.nightjar.run.Lease;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.PoolLine;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunEvent;
import dev.nightjar.run.RunOptions;
import dev.nightjar.run.RunState;
import dev.nightjar.run.ScheduleState;
import dev.nightjar.run.Slot;
import dev.nightjar.run.SlotAction;
import dev.nightjar.run.SlotQueue;
import dev.nightjar.run.SlotStatus;
import dev.nightjar.store.Digest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The queue in tables of a database. */
final class SqlQueue implements SlotQueue {

  private final LeaseRules rules;
  private final SqlLedger.LedgerTime time;
  private final Transactions transactions;

  SqlQueue(LeaseRules rules, SqlLedger.LedgerTime time, Transactions transactions) {
    this.rules = rules;
    this.time = time;
    this.transactions = transactions;
  }

  /** What a look came to, and at which schedules. */
  private record Swept(List<String> looked, Look look) {

    /** Whether it is in the ledger: it was written as one, so that one schedule tells. */
    boolean isKept(Map<String, ScheduleState> states) {
      return !looked.isEmpty()
          && look.at().equals(Objects.requireNonNull(states.get(looked.get(0))).seenUntil());
    }
  }

  @Override
  public Look sweep(Collection<Watch> watches) {
    NavigableMap<String, Watch> sorted = new TreeMap<>();
    watches.forEach(watch -> sorted.put(watch.pipeline(), watch));
    return transactions
        .<Swept>run(
            (c, before) -> {
              ScheduleTable schedules = new ScheduleTable(c);
              Map<String, ScheduleState> states = schedules.lock(sorted.navigableKeySet());
              if (before != null && before.isKept(states)) {
                return before;
              }
              Instant now = time.now(c);
              List<Announcement> late = new ArrayList<>();
              Swept swept =
                  swept(new NewRuns(c), schedules, sorted.values(), states, now, late::add);
              OutboxTables outbox = new OutboxTables(c, now);
              for (Announcement said : late) {
                outbox.announce(said);
              }
              return swept;
            })
        .look();
  }

  private static Swept swept(
      NewRuns runs,
      ScheduleTable schedules,
      Collection<Watch> watches,
      Map<String, ScheduleState> states,
      Instant now,
      Consumer<Announcement> late)
      throws SQLException {
    List<String> looked = new ArrayList<>();
    List<Run> due = new ArrayList<>();
    Map<String, RuntimeException> failed = new HashMap<>();
    for (Watch watch : watches) {
      ScheduleState state = Objects.requireNonNull(states.get(watch.pipeline()));
      Instant seen = state.seenUntil();
      if (seen != null && (state.isPaused() || !now.isAfter(seen))) {
        continue;
      }
      try {
        if (seen != null) {
          List<DueSlot> slots = watch.rule().due(seen, now);
          slots.forEach(slot -> due.add(run(watch, slot, now)));
          LateLook.of(watch.pipeline(), seen, state.expectedFrom(), now, slots).ifPresent(late);
        }
        looked.add(watch.pipeline());
      } catch (RuntimeException e) {
        failed.put(watch.pipeline(), e);
      }
    }
    List<Run> made = runs.insertUnknown(due);
    schedules.seen(looked, now);
    return new Swept(looked, new Look(now, made, failed));
  }

  @Override
  public void rehearse(Collection<Watch> watches) {
    NavigableMap<String, Watch> sorted = new TreeMap<>();
    watches.forEach(watch -> sorted.put(watch.pipeline(), watch));
    DueSlot due = new DueSlot(Instant.EPOCH, true, "");
    transactions.rehearse(
        (c, before) -> {
          Instant now = time.now(c);
          ScheduleTable schedules = new ScheduleTable(c);
          schedules.lock(sorted.navigableKeySet());
          List<Run> runs = sorted.values().stream().map(watch -> run(watch, due, now)).toList();
          new NewRuns(c).insertUnknown(runs);
          schedules.seen(sorted.keySet(), now);
          return true;
        });
  }

  private static Run run(Watch watch, DueSlot due, Instant now) {
    Run queued = Run.queued(Slot.of(watch.pipeline(), due.logicalTime()), 1, watch.pin(), now);
    return due.runs() ? queued : queued.after(new RunEvent.Skipped(due.reason()), now);
  }

  @Override
  public Run enqueue(Slot slot, Digest pin, Reprocess reprocess, RunOptions options) {
    return transactions.run(
        (c, before) -> {
          Tables tables = new Tables(c);
          Instant now = time.now(c);
          Optional<Tables.Locked> locked = tables.lock(slot);
          if (locked.isEmpty()) {
            Run run = Run.queued(slot, 1, pin, options, now);
            tables.insertSlot(slot);
            tables.insertRun(run);
            return run;
          }
          Run latest = tables.slot(slot).orElseThrow().latest();
          boolean another = options.of() != null && !options.of().equals(latest.id());
          if (another || !reprocess.again(latest.state().status())) {
            return latest;
          }
          Run run = Run.queued(slot, latest.ordinal() + 1, pin, options, now);
          tables.insertRun(run);
          return run;
        });
  }

  @Override
  public List<Lease> admit(String pipeline, Holder holder, AdmissionRule rule) {
    return transactions.<List<Lease>>run(
        (c, before) -> {
          new ScheduleTable(c).lock(pipeline);
          Tables tables = new Tables(c);
          if (before != null && !before.isEmpty() && holds(tables, before.get(0))) {
            return before;
          }
          LeaseRules now = rules.at(time.now(c));
          PoolDesk pools =
              PoolDesk.lock(new PoolTable(c), pipeline, PoolLine.Priority.SCHEDULE, now);
          List<Slot> running = new ArrayList<>();
          List<Slot> waiting = new ArrayList<>();
          for (SlotStatus slot : tables.live(pipeline)) {
            if (now.isHeld(slot)) {
              running.add(slot.slot());
            } else if (slot.cancel() == null) {
              waiting.add(slot.slot());
            } else {
              end(tables, slot, new RunEvent.Cancelled(slot.cancel()), now);
            }
          }
          Concurrency.Line line =
              new Concurrency.Line(running, waiting, tables.lastEnd(pipeline).orElse(null));
          return carriedOut(tables, pools.within(rule.choose(line)), holder, now);
        });
  }

  private static boolean holds(Tables tables, Lease lease) throws SQLException {
    return tables.lock(lease.slot()).filter(l -> l.token() == lease.token()).isPresent();
  }

  private static List<Lease> carriedOut(
      Tables tables, List<SlotAction> actions, Holder holder, LeaseRules now) throws SQLException {
    List<Lease> leases = new ArrayList<>();
    for (SlotAction action : actions) {
      Tables.Locked locked = tables.lock(action.slot()).orElseThrow();
      SlotStatus slot = tables.slot(action.slot()).orElseThrow();
      if (slot.latest().state().status().isFinal()) {
        // It ended just now: whoever held it did not wait for this decision.
        continue;
      }
      if (action instanceof SlotAction.Start && !now.isHeld(slot)) {
        long token = locked.token() + 1;
        tables.reserve(locked.id(), token, holder, now.until());
        leases.add(new Lease(slot.slot(), slot.latest().ordinal(), token));
      } else if (action instanceof SlotAction.Skip skip && !now.isHeld(slot)) {
        boolean begun = slot.latest().state().status() == RunState.Status.RUNNING;
        end(
            tables,
            slot,
            begun ? new RunEvent.Cancelled(skip.reason()) : new RunEvent.Skipped(skip.reason()),
            now);
      } else if (action instanceof SlotAction.Cancel cancel) {
        tables.requestCancel(locked.id(), slot.latest().ordinal(), cancel.reason());
      }
    }
    return leases;
  }

  private static void end(Tables tables, SlotStatus slot, RunEvent event, LeaseRules now)
      throws SQLException {
    long id = tables.lock(slot.slot()).orElseThrow().id();
    tables.updateRun(id, slot.latest().after(event, now.now()));
    tables.loseAttempts(id, slot.latest().ordinal());
    tables.free(id);
  }

  @Override
  public List<String> waiting() {
    return transactions.run(
        (c, before) -> {
          LeaseRules now = rules.at(time.now(c));
          return new Tables(c)
              .live().stream()
                  .filter(slot -> !now.isHeld(slot))
                  .map(slot -> slot.slot().pipeline())
                  .distinct()
                  .toList();
        });
  }

  @Override
  public void handOver(Holder holder) {
    transactions.run(
        (c, before) -> {
          new Tables(c).freeAll(holder);
          return true;
        });
  }

  @Override
  public ScheduleState pause(String pipeline, String by, String reason) {
    return transactions.run(
        (c, before) -> {
          ScheduleTable schedules = new ScheduleTable(c);
          if (!schedules.lock(pipeline).isPaused()) {
            schedules.pause(pipeline, by, time.now(c), reason);
          }
          return schedules.find(pipeline).orElseThrow();
        });
  }

  @Override
  public ScheduleState resume(String pipeline) {
    return transactions.run(
        (c, before) -> {
          ScheduleTable schedules = new ScheduleTable(c);
          if (schedules.lock(pipeline).isPaused()) {
            schedules.expect(pipeline, time.now(c));
          }
          schedules.pause(pipeline, null, null, null);
          return schedules.find(pipeline).orElseThrow();
        });
  }

  @Override
  public Optional<ScheduleState> schedule(String pipeline) {
    return transactions.run((c, before) -> new ScheduleTable(c).find(pipeline));
  }

  @Override
  public List<ScheduleState> schedules() {
    return transactions.run((c, before) -> new ScheduleTable(c).all());
  }
}
