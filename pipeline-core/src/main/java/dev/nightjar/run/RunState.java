package dev.nightjar.run;

import dev.nightjar.run.RunEvent.ApprovalNeeded;
import dev.nightjar.run.RunEvent.Blocked;
import dev.nightjar.run.RunEvent.Cancelled;
import dev.nightjar.run.RunEvent.Failed;
import dev.nightjar.run.RunEvent.Finished;
import dev.nightjar.run.RunEvent.Skipped;
import dev.nightjar.run.RunEvent.Started;
import dev.nightjar.run.RunEvent.WentStale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of a run. Immutable; {@link #after} is the only way from one state to the next, and is
 * pure.
 *
 * <pre>
 * QUEUED ──► RUNNING ──► SUCCEEDED | BLOCKED | STALE | FAILED | CANCELLED
 *    │            ▼
 *    │   AWAITING_APPROVAL ──► SUCCEEDED | STALE | CANCELLED
 *    └──► SKIPPED | CANCELLED
 * </pre>
 *
 * A run that waits for approval stays in that state until what was approved is done: whoever is
 * killed on the way leaves it waiting, with the answer written down, and anyone ends it.
 *
 * @param status where it stands
 * @param text the outcome of a run that succeeded, the reason of any other end; empty before
 * @param failure the class of the failure, when the status is FAILED
 */
public record RunState(Status status, String text, @Nullable FailureClass failure) {

  /** Where a run stands. */
  public enum Status {
    QUEUED,
    RUNNING,
    AWAITING_APPROVAL,
    SUCCEEDED,
    BLOCKED,
    STALE,
    FAILED,
    CANCELLED,
    SKIPPED;

    /** Whether nothing can happen to the run any more. */
    public boolean isFinal() {
      return switch (this) {
        case QUEUED, RUNNING, AWAITING_APPROVAL -> false;
        case SUCCEEDED, BLOCKED, STALE, FAILED, CANCELLED, SKIPPED -> true;
      };
    }
  }

  public RunState {
    if ((status == Status.FAILED) != (failure != null)) {
      throw new IllegalArgumentException("a failed run, and no other, has a failure class");
    }
  }

  /** The state of a run that nobody works on yet. */
  public static RunState queued() {
    return of(Status.QUEUED, "");
  }

  /** Why it failed and what to do; empty when it did not. */
  public Optional<Diagnosis> diagnosis() {
    return Optional.ofNullable(failure).map(Diagnosis::of);
  }

  /**
   * The state after the event.
   *
   * @throws IllegalStateException when the event cannot happen in this state; the message names
   *     both
   */
  public RunState after(RunEvent event) {
    return switch (status) {
      case QUEUED -> fromQueued(event);
      case RUNNING -> fromRunning(event);
      case AWAITING_APPROVAL -> fromAwaitingApproval(event);
      case SUCCEEDED, BLOCKED, STALE, FAILED, CANCELLED, SKIPPED -> throw illegal(event);
    };
  }

  private RunState fromQueued(RunEvent event) {
    if (event instanceof Started) {
      return of(Status.RUNNING, "");
    }
    if (event instanceof Skipped skipped) {
      return of(Status.SKIPPED, skipped.reason());
    }
    if (event instanceof Cancelled cancelled) {
      return of(Status.CANCELLED, cancelled.reason());
    }
    throw illegal(event);
  }

  private RunState fromRunning(RunEvent event) {
    if (event instanceof Started) {
      return this;
    }
    if (event instanceof Finished finished) {
      return of(Status.SUCCEEDED, finished.outcome());
    }
    if (event instanceof Blocked blocked) {
      return of(Status.BLOCKED, blocked.reason());
    }
    if (event instanceof WentStale stale) {
      return of(Status.STALE, stale.reason());
    }
    if (event instanceof Failed failed) {
      return new RunState(
          Status.FAILED, failed.failure().message(), failed.failure().failureClass());
    }
    if (event instanceof ApprovalNeeded needed) {
      return of(Status.AWAITING_APPROVAL, needed.reason());
    }
    if (event instanceof Cancelled cancelled) {
      return of(Status.CANCELLED, cancelled.reason());
    }
    throw illegal(event);
  }

  private RunState fromAwaitingApproval(RunEvent event) {
    if (event instanceof Finished finished) {
      return of(Status.SUCCEEDED, finished.outcome());
    }
    if (event instanceof WentStale stale) {
      return of(Status.STALE, stale.reason());
    }
    if (event instanceof Cancelled cancelled) {
      return of(Status.CANCELLED, cancelled.reason());
    }
    throw illegal(event);
  }

  private IllegalStateException illegal(RunEvent event) {
    return new IllegalStateException(
        "a run that is " + status + " cannot take the event " + event.getClass().getSimpleName());
  }

  private static RunState of(Status status, String text) {
    return new RunState(status, text, null);
  }
}
