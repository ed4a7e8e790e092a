package dev.nightjar.jobs.jdbc;

import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillEvent;
import dev.nightjar.run.BackfillLine;
import dev.nightjar.run.BackfillLine.Place;
import dev.nightjar.run.BackfillProgress;
import dev.nightjar.run.BackfillQueue.Admitted;
import dev.nightjar.run.BackfillSlot;
import dev.nightjar.run.BackfillSlot.Status;
import dev.nightjar.run.BackfillState;
import dev.nightjar.run.BackfillTask;
import dev.nightjar.run.BackfillTask.Stage;
import dev.nightjar.run.Holder;
import dev.nightjar.run.Lease;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.PoolLine.Priority;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunEvent;
import dev.nightjar.run.Slot;
import dev.nightjar.run.SlotStatus;
import dev.nightjar.store.Digest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides about one backfill, within a transaction that holds its row. */
record BackfillDesk(Tables tables, BackfillTable backfills, PoolTable pools, LeaseRules rules) {

  boolean holds(Lease lease) throws SQLException {
    return tables.lock(lease.slot()).filter(l -> l.token() == lease.token()).isPresent();
  }

  /**
   * Gives back the lease that the claim of a reserved slot made.
   *
   * @return false when somebody else has taken the slot over
   */
  boolean giveBack(Lease reserved) throws SQLException {
    Optional<Tables.Locked> locked =
        tables.lock(reserved.slot()).filter(l -> l.token() == reserved.token() + 1);
    if (locked.isPresent()) {
      tables.free(locked.get().id());
    }
    return locked.isPresent();
  }

  Admitted admit(Backfill before, Digest pin, Holder holder) throws SQLException {
    Backfill backfill = before;
    PoolDesk pool = PoolDesk.lock(pools, before.spec().pipeline(), Priority.BACKFILL, rules);
    while (true) {
      if (backfill.state().status().isFinal()) {
        return new Admitted(tidied(backfill), null);
      }
      Optional<BackfillLine.Choice> choice = line(backfill).choose();
      if (choice.isEmpty()) {
        return new Admitted(backfill, null);
      }
      BackfillSlot slot = choice.get().slot();
      Optional<Tables.Locked> locked = tables.lock(slot.slot());
      SlotStatus known = tables.slot(slot.slot()).orElse(null);
      Run ended = known == null ? null : endedMeanwhile(slot, known);
      if (ended != null) {
        backfill = settle(backfill, slot, ended, null);
        continue;
      }
      if ((known != null && rules.isHeld(known)) || !pool.admitsBackfill()) {
        return new Admitted(backfill, null);
      }
      long slotId = locked.isEmpty() ? tables.insertSlot(slot.slot()) : locked.get().id();
      long token = locked.isEmpty() ? 1 : locked.get().token() + 1;
      int ordinal = waitingRun(slot.slot(), known, pin);
      tables.reserve(slotId, token, holder, rules.until());
      Stage stage = choice.get().stage();
      Backfill begun = begun(backfill, slot, stage, slotId);
      return new Admitted(
          begun,
          new BackfillTask(
              backfill.id(), slot.place(), stage, new Lease(slot.slot(), ordinal, token)));
    }
  }

  private BackfillLine line(Backfill backfill) throws SQLException {
    List<Place> begun = new ArrayList<>();
    for (BackfillSlot slot : backfills.begun(backfill.id())) {
      begun.add(place(slot));
    }
    List<Place> waiting = new ArrayList<>();
    for (BackfillSlot slot : backfills.next(backfill.id())) {
      waiting.add(place(slot));
      if (!waiting.get(waiting.size() - 1).held()) {
        break;
      }
    }
    BackfillSlot first = backfills.first(backfill.id(), backfill.progress().judged()).orElse(null);
    return new BackfillLine(backfill, begun, first == null ? null : place(first), waiting);
  }

  private Place place(BackfillSlot slot) throws SQLException {
    return new Place(slot, tables.slot(slot.slot()).filter(rules::isHeld).isPresent());
  }

  /**
   * The run that made the slot's work needless: its worker was lost when all was done, or somebody
   * ran it by hand. What went stale is done again.
   */
  private @Nullable Run endedMeanwhile(BackfillSlot slot, SlotStatus known) throws SQLException {
    Run run = known.latest();
    if (run.ordinal() <= slot.ordinal()) {
      return null;
    }
    String cancel = known.cancel();
    if (cancel != null && !run.state().status().isFinal() && !rules.isHeld(known)) {
      return ended(known, cancel);
    }
    return switch (run.state().status()) {
      case SUCCEEDED, BLOCKED, FAILED, AWAITING_APPROVAL -> run;
      case CANCELLED -> slot.status().isBegun() ? run : null;
      case QUEUED, RUNNING, STALE, SKIPPED -> null;
    };
  }

  private int waitingRun(Slot slot, @Nullable SlotStatus known, Digest pin) throws SQLException {
    if (known != null && !known.latest().state().status().isFinal()) {
      return known.latest().ordinal();
    }
    int ordinal = known == null ? 1 : known.latest().ordinal() + 1;
    tables.insertRun(Run.queued(slot, ordinal, pin, rules.now()));
    return ordinal;
  }

  private Backfill begun(Backfill backfill, BackfillSlot slot, Stage stage, long slotId)
      throws SQLException {
    backfills.take(slotId, backfill.id());
    Status next = stage == Stage.PREPARE ? Status.PREPARING : Status.JUDGING;
    if (slot.status() != next) {
      backfills.update(backfill.id(), slot.as(next, slot.note()));
    }
    if (slot.status() != Status.WAITING) {
      return backfill;
    }
    return written(backfill.at(backfill.progress().begun()));
  }

  private Backfill written(Backfill backfill) throws SQLException {
    backfills.update(backfill);
    return backfill;
  }

  /**
   * Writes down what became of a slot, and what follows for the backfill.
   *
   * @param took null: nobody knows
   */
  Backfill settle(Backfill backfill, BackfillSlot slot, Run run, @Nullable Duration took)
      throws SQLException {
    BackfillSlot after = slot.after(run);
    if (after.status() == Status.PREPARED && backfill.state().status().isFinal()) {
      return tidied(backfill, slot);
    }
    backfills.update(backfill.id(), after);
    BackfillProgress so = backfill.progress();
    if (after.status() == Status.PREPARED) {
      return written(backfill.at(so.prepared(took == null ? so.prepare() : took)));
    }
    backfills.giveBack(slot.slot(), backfill.id());
    boolean well = after.status() == Status.DONE;
    Backfill now =
        backfill.at(
            took != null && slot.status() == Status.JUDGING
                ? so.judged(took, well)
                : so.ended(slot.status() == Status.WAITING ? 1 : 0, 1, well ? 0 : 1));
    if (now.state().status().isFinal()) {
      return written(now);
    }
    if (!well && now.spec().options().stopOnFailure()) {
      return stopped(now, after);
    }
    BackfillProgress progress = now.progress();
    return written(
        progress.over() < progress.total()
            ? now
            : now.after(new BackfillEvent.Finished(progress.failed()), rules.now()));
  }

  private Backfill stopped(Backfill backfill, BackfillSlot failed) throws SQLException {
    String why =
        "the night of %s failed (%s)".formatted(failed.slot().logicalTime(), failed.note());
    return ended(
        backfill.after(new BackfillEvent.Stopped(why), rules.now()), Status.LEFT, "left: " + why);
  }

  Backfill cancel(Backfill backfill, String reason) throws SQLException {
    if (backfill.state().status() == BackfillState.Status.CANCELLED) {
      return tidied(backfill);
    }
    Backfill cancelled = backfill.after(new BackfillEvent.Cancelled(reason), rules.now());
    for (BackfillSlot slot : backfills.begun(backfill.id())) {
      long slotId = tables.lock(slot.slot()).orElseThrow().id();
      SlotStatus known = tables.slot(slot.slot()).orElseThrow();
      if (rules.isHeld(known)) {
        tables.requestCancel(slotId, known.latest().ordinal(), reason);
      }
    }
    return tidied(ended(cancelled, Status.CANCELLED, reason));
  }

  /** Ends what waits, in either way. */
  private Backfill ended(Backfill backfill, Status end, String why) throws SQLException {
    Backfill now = backfill;
    for (BackfillSlot slot : backfills.prepared(backfill.id())) {
      now = ended(now, slot, end, why);
    }
    int waiting = now.progress().waiting();
    backfills.endWaiting(now.id(), end, why);
    return written(now.at(now.progress().ended(waiting, waiting, 0)));
  }

  private Backfill ended(Backfill backfill, BackfillSlot slot, Status end, String why)
      throws SQLException {
    tables.lock(slot.slot());
    SlotStatus known = tables.slot(slot.slot()).orElseThrow();
    if (!known.latest().state().status().isFinal()) {
      ended(known, why);
    }
    backfills.giveBack(slot.slot(), backfill.id());
    backfills.update(backfill.id(), slot.as(end, why));
    return backfill.at(backfill.progress().ended(0, 1, 0));
  }

  /** Ends a run that nobody works on. */
  private Run ended(SlotStatus known, String why) throws SQLException {
    long slotId = tables.lock(known.slot()).orElseThrow().id();
    Run run = known.latest().after(new RunEvent.Cancelled(why), rules.now());
    tables.updateRun(slotId, run);
    tables.loseAttempts(slotId, run.ordinal());
    tables.free(slotId);
    return run;
  }

  /** Ends what lost workers left of a backfill that is over. */
  private Backfill tidied(Backfill backfill) throws SQLException {
    Backfill now = backfill;
    for (BackfillSlot slot : backfills.begun(backfill.id())) {
      SlotStatus known = tables.slot(slot.slot()).orElseThrow();
      if (!rules.isHeld(known)) {
        boolean over = known.latest().state().status().isFinal();
        now = over ? settle(now, slot, known.latest(), null) : tidied(now, slot);
      }
    }
    return now;
  }

  private Backfill tidied(Backfill backfill, BackfillSlot slot) throws SQLException {
    boolean cancelled = backfill.state().status() == BackfillState.Status.CANCELLED;
    return written(
        ended(
            backfill, slot, cancelled ? Status.CANCELLED : Status.LEFT, backfill.state().reason()));
  }
}
