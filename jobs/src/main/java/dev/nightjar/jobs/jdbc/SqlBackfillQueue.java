package dev.nightjar.jobs.jdbc;

import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillEvent;
import dev.nightjar.run.BackfillOptions;
import dev.nightjar.run.BackfillPlan;
import dev.nightjar.run.BackfillQueue;
import dev.nightjar.run.BackfillSlot;
import dev.nightjar.run.BackfillSpec;
import dev.nightjar.run.BackfillTask;
import dev.nightjar.run.Holder;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.PlannedSlot;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunState;
import dev.nightjar.run.Slot;
import dev.nightjar.run.SlotStatus;
import dev.nightjar.store.Digest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Backfills in tables of a database. */
final class SqlBackfillQueue implements BackfillQueue {

  private final LeaseRules rules;
  private final SqlLedger.LedgerTime time;
  private final Transactions transactions;

  SqlBackfillQueue(LeaseRules rules, SqlLedger.LedgerTime time, Transactions transactions) {
    this.rules = rules;
    this.time = time;
    this.transactions = transactions;
  }

  private BackfillDesk desk(Connection connection) throws SQLException {
    return new BackfillDesk(
        new Tables(connection),
        new BackfillTable(connection),
        new PoolTable(connection),
        rules.at(time.now(connection)));
  }

  @Override
  public Opened open(BackfillSpec spec, BackfillPlan plan, String by) {
    return transactions.<Opened>run(
        (c, before) -> {
          new ScheduleTable(c).lock(spec.pipeline());
          BackfillTable backfills = new BackfillTable(c);
          Optional<Backfill> open = backfills.open(spec.pipeline(), spec.lane());
          if (open.isPresent()) {
            Backfill joined = joined(open.get(), spec);
            backfills.update(joined);
            return new Opened(joined, before == null || before.joined());
          }
          backfills.insert(spec, plan.count(PlannedSlot.Action.RUN), by, time.now(c));
          Backfill made = backfills.open(spec.pipeline(), spec.lane()).orElseThrow();
          insertSlots(backfills, made, plan, ordinals(new Tables(c), spec));
          return new Opened(made, false);
        });
  }

  private static Backfill joined(Backfill open, BackfillSpec wanted) {
    if (!open.spec().isSameAs(wanted)) {
      throw new IllegalStateException(
          "backfill %d of pipeline %s is %s and asks for something else (%s); wait for it, or end it: nightjar backfill cancel %d"
              .formatted(
                  open.id(),
                  open.spec().pipeline(),
                  open.state().status(),
                  open.spec().nights(),
                  open.id()));
    }
    return open.withParallel(wanted.options().parallel());
  }

  /** Of each slot the last run that was over before. */
  private static Map<Slot, Integer> ordinals(Tables tables, BackfillSpec spec) throws SQLException {
    Map<Slot, Integer> ordinals = new HashMap<>();
    for (SlotStatus status : tables.slots(spec.pipeline(), spec.lane())) {
      Run run = status.latest();
      boolean over = run.state().status().isFinal();
      ordinals.put(status.slot(), over ? run.ordinal() : run.ordinal() - 1);
    }
    return ordinals;
  }

  private static void insertSlots(
      BackfillTable backfills, Backfill made, BackfillPlan plan, Map<Slot, Integer> ordinals)
      throws SQLException {
    List<PlannedSlot> slots = plan.slots();
    boolean newest = made.spec().options().order() == BackfillOptions.Order.NEW_TO_OLD;
    for (int place = 1; place <= slots.size(); place++) {
      PlannedSlot planned = slots.get(place - 1);
      int ordinal = ordinals.getOrDefault(planned.slot(), 0);
      backfills.insert(
          made.id(), BackfillSlot.planned(place, planned, ordinal), newest ? -place : place);
    }
  }

  @Override
  public Admitted admit(long id, Digest pin, Holder holder) {
    return transactions.<Admitted>run(
        (c, before) -> {
          BackfillDesk desk = desk(c);
          Backfill backfill = desk.backfills().lock(id);
          BackfillTask done = before == null ? null : before.task();
          if (before != null && done != null && desk.holds(done.lease())) {
            return before;
          }
          return desk.admit(backfill, pin, holder);
        });
  }

  @Override
  public Backfill settle(BackfillTask task, Run run, Duration took) {
    return transactions.run(
        (c, before) -> {
          BackfillDesk desk = desk(c);
          Backfill backfill = desk.backfills().lock(task.backfill());
          BackfillSlot slot = desk.backfills().slot(task.backfill(), task.place());
          boolean left = run.state().status() == RunState.Status.RUNNING;
          return !slot.status().isBegun() || (left && !desk.giveBack(task.lease()))
              ? backfill
              : desk.settle(backfill, slot, run, took);
        });
  }

  @Override
  public Backfill pause(long id, String reason) {
    return happened(id, new BackfillEvent.Paused(reason));
  }

  @Override
  public Backfill resume(long id) {
    return happened(id, new BackfillEvent.Resumed());
  }

  private Backfill happened(long id, BackfillEvent event) {
    return transactions.run(
        (c, before) -> {
          BackfillTable backfills = new BackfillTable(c);
          Backfill after = backfills.lock(id).after(event, time.now(c));
          backfills.update(after);
          return after;
        });
  }

  @Override
  public Backfill cancel(long id, String reason) {
    return transactions.run(
        (c, before) -> {
          BackfillDesk desk = desk(c);
          return desk.cancel(desk.backfills().lock(id), reason);
        });
  }

  @Override
  public Optional<Backfill> find(long id) {
    return transactions.run((c, before) -> new BackfillTable(c).find(id));
  }

  @Override
  public List<Backfill> before(long id, int limit) {
    return transactions.run((c, before) -> new BackfillTable(c).before(id, limit));
  }

  @Override
  public List<Backfill> working() {
    return transactions.run((c, before) -> new BackfillTable(c).working());
  }

  @Override
  public List<BackfillSlot> slots(long id) {
    return transactions.run((c, before) -> new BackfillTable(c).slots(id));
  }
}
