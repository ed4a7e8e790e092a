package dev.nightjar.jobs.jdbc;

import dev.nightjar.run.Claim;
import dev.nightjar.run.Holder;
import dev.nightjar.run.Lease;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.LedgerException;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunEvent;
import dev.nightjar.run.RunOptions;
import dev.nightjar.run.Slot;
import dev.nightjar.run.SlotStatus;
import dev.nightjar.store.Digest;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One claim of a slot, within a transaction that holds the slot's row. */
record Claiming(LeaseRules rules, Holder holder, String key, RunOptions options) {

  Claim claim(Tables tables, Slot slot, Digest pin, Reprocess reprocess, @Nullable Claim before)
      throws SQLException {
    Optional<Tables.Locked> locked = tables.lock(slot);
    if (before != null && locked.isPresent() && key.equals(locked.get().claimKey())) {
      return before;
    }
    if (locked.isEmpty()) {
      return begin(tables, tables.insertSlot(slot), slot, 1, pin, 1);
    }
    long id = locked.get().id();
    long token = locked.get().token() + 1;
    SlotStatus known = tables.slot(slot).orElseThrow();
    Run latest = known.latest();
    return switch (rules.decide(known, pin, reprocess, holder)) {
      case BEGIN -> begin(tables, id, slot, latest.ordinal() + 1, pin, token);
      case START -> {
        Run run = latest.begun(pin, rules.now());
        tables.updateRun(id, run);
        tables.lease(id, token, holder, rules.until(), key);
        yield new Claim.Claimed(run, new Lease(slot, run.ordinal(), token), false);
      }
      case RESUME -> {
        Run run = latest.after(new RunEvent.Started(), rules.now());
        tables.updateRun(id, run);
        tables.loseAttempts(id, run.ordinal());
        tables.lease(id, token, holder, rules.until(), key);
        yield new Claim.Claimed(run, new Lease(slot, run.ordinal(), token), true);
      }
      case REPLACE -> {
        tables.updateRun(id, latest.after(LeaseRules.replaced(known), rules.now()));
        tables.loseAttempts(id, latest.ordinal());
        yield begin(tables, id, slot, latest.ordinal() + 1, pin, token);
      }
      case CANCEL -> {
        Run cancelled = latest.after(LeaseRules.replaced(known), rules.now());
        tables.updateRun(id, cancelled);
        tables.loseAttempts(id, latest.ordinal());
        tables.free(id);
        yield new Claim.AlreadyDone(cancelled);
      }
      case DONE -> new Claim.AlreadyDone(latest);
      case HELD -> LeaseRules.heldBy(known);
    };
  }

  /** The claim of one that is to end a run that waits for approval; its state stays as it is. */
  Claim claimWaiting(Tables tables, Run run, @Nullable Claim before) throws SQLException {
    Optional<Tables.Locked> locked = tables.lock(run.slot());
    SlotStatus known =
        tables
            .slot(run.slot())
            .orElseThrow(() -> new LedgerException("there is no slot " + run.slot()));
    if (before != null && locked.isPresent() && key.equals(locked.get().claimKey())) {
      return before;
    }
    if (locked.isEmpty() || !LeaseRules.isWaiting(known, run)) {
      return new Claim.AlreadyDone(
          tables.runs(run.slot()).stream()
              .filter(r -> r.ordinal() == run.ordinal())
              .findFirst()
              .orElse(known.latest()));
    }
    if (rules.isHeld(known)) {
      return LeaseRules.heldBy(known);
    }
    long token = locked.get().token() + 1;
    tables.loseAttempts(locked.get().id(), run.ordinal());
    tables.lease(locked.get().id(), token, holder, rules.until(), key);
    return new Claim.Claimed(known.latest(), new Lease(run.slot(), run.ordinal(), token), true);
  }

  private Claim begin(Tables tables, long slotId, Slot slot, int ordinal, Digest pin, long token)
      throws SQLException {
    Run run =
        Run.queued(slot, ordinal, pin, options, rules.now())
            .after(new RunEvent.Started(), rules.now());
    tables.insertRun(run);
    tables.lease(slotId, token, holder, rules.until(), key);
    return new Claim.Claimed(run, new Lease(slot, ordinal, token), false);
  }
}
