package dev.nightjar.run;

import dev.nightjar.run.PlannedSlot.Action;

/**
 * A slot of a backfill, and what became of it there.
 *
 * @param place the how manieth of the backfill's slots it is by logical time, from 1
 * @param slot which
 * @param status where it stands
 * @param note why, in a few words; what its run said when that is over
 * @param ordinal of the slot's runs the last one that does not count: what is later was run since
 */
public record BackfillSlot(int place, Slot slot, Status status, String note, int ordinal) {

  /** Where a slot of a backfill stands. */
  public enum Status {
    WAITING,
    /** What needs no champion is being done. */
    PREPARING,
    /** That is done; it waits for those before it to be judged. */
    PREPARED,
    /** The rest is being done; the whole, where nothing was prepared. */
    JUDGING,
    /** It ended well, here or before. */
    DONE,
    /** It ended otherwise: failed, blocked, cancelled by hand. */
    FAILED,
    /** It was never to be run: a holiday, or not due yet. */
    SKIPPED,
    /** It was to be run and was not: one before it failed. */
    LEFT,
    CANCELLED;

    /** Whether nothing more becomes of it here. */
    public boolean isOver() {
      return switch (this) {
        case WAITING, PREPARING, PREPARED, JUDGING -> false;
        case DONE, FAILED, SKIPPED, LEFT, CANCELLED -> true;
      };
    }

    /** Whether a process works on it, or did when it was lost. */
    public boolean isBegun() {
      return this == PREPARING || this == JUDGING;
    }
  }

  /** The slot as it was planned. */
  public static BackfillSlot planned(int place, PlannedSlot plan, int ordinal) {
    Status status =
        plan.action() == Action.RUN
            ? Status.WAITING
            : plan.action() == Action.NOTHING ? Status.DONE : Status.SKIPPED;
    return new BackfillSlot(place, plan.slot(), status, plan.why(), ordinal);
  }

  /** The same in another state. */
  public BackfillSlot as(Status next, String why) {
    return new BackfillSlot(place, slot, next, why, ordinal);
  }

  /** The slot when its run has come to rest: prepared, or over. */
  public BackfillSlot after(Run run) {
    return switch (run.state().status()) {
      case QUEUED, RUNNING -> as(Status.PREPARED, "run " + run.id());
      case SUCCEEDED -> as(Status.DONE, said(run));
      case AWAITING_APPROVAL -> as(Status.DONE, "waits for approval: " + said(run));
      case FAILED, BLOCKED, STALE, SKIPPED ->
          as(Status.FAILED, run.state().status() + ": " + said(run));
      case CANCELLED -> as(Status.CANCELLED, said(run));
    };
  }

  private static String said(Run run) {
    return run.state().text().lines().findFirst().orElse("");
  }
}
