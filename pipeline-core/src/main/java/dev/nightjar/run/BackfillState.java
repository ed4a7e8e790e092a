package dev.nightjar.run;

import dev.nightjar.run.BackfillEvent.Cancelled;
import dev.nightjar.run.BackfillEvent.Finished;
import dev.nightjar.run.BackfillEvent.Paused;
import dev.nightjar.run.BackfillEvent.Resumed;
import dev.nightjar.run.BackfillEvent.Stopped;

/**
 * The life of a backfill. Immutable; {@link #after} is the only way from one state to the next, and
 * is pure. Nights that run go on to their end in every state; what a final state forbids is to
 * begin one.
 *
 * <pre>
 * RUNNING ◄──► PAUSED
 *    │            │
 *    └────────────┴──► SUCCEEDED | FAILED | CANCELLED
 * </pre>
 *
 * @param status where it stands
 * @param reason why it is paused or over; empty while it runs and when it succeeded
 */
public record BackfillState(Status status, String reason) {

  /** Where a backfill stands. */
  public enum Status {
    RUNNING,
    PAUSED,
    SUCCEEDED,
    /** A night failed: the last one is over, or it was to stop then. */
    FAILED,
    CANCELLED;

    /** Whether nothing is begun any more. */
    public boolean isFinal() {
      return switch (this) {
        case RUNNING, PAUSED -> false;
        case SUCCEEDED, FAILED, CANCELLED -> true;
      };
    }
  }

  /** The state of a new one. */
  public static BackfillState running() {
    return new BackfillState(Status.RUNNING, "");
  }

  /**
   * The state after the event. Who pauses what is paused changes nothing: the first pause stands.
   *
   * @throws IllegalStateException when the backfill is over; the message says since when
   */
  public BackfillState after(BackfillEvent event) {
    if (status.isFinal()) {
      throw new IllegalStateException(
          "it is " + status + " already" + (reason.isEmpty() ? "" : ": " + reason));
    }
    if (event instanceof Paused paused) {
      return status == Status.PAUSED ? this : new BackfillState(Status.PAUSED, paused.reason());
    }
    if (event instanceof Resumed) {
      return running();
    }
    if (event instanceof Cancelled cancelled) {
      return new BackfillState(Status.CANCELLED, cancelled.reason());
    }
    if (event instanceof Stopped stopped) {
      return new BackfillState(Status.FAILED, stopped.reason());
    }
    int failed = ((Finished) event).failed();
    return failed == 0
        ? new BackfillState(Status.SUCCEEDED, "")
        : new BackfillState(
            Status.FAILED, failed + (failed == 1 ? " night failed" : " nights failed"));
  }
}
