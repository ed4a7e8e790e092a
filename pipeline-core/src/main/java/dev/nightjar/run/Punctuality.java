package dev.nightjar.run;

import dev.nightjar.run.RunState.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a slot kept a deadline. Pure.
 *
 * @param standing how it stands
 * @param at when what was asked for happened; null: it has not, or nothing is asked for any more
 */
public record Punctuality(Standing standing, @Nullable Instant at) {

  /** How a slot stands to a deadline. */
  public enum Standing {
    /** The deadline has not passed. */
    PENDING,
    KEPT,
    /** It was missed, and what was asked for happened later. */
    LATE,
    MISSED,
    /** Somebody, or a rule of the schedule, decided that the slot is not run. */
    WAIVED
  }

  /**
   * Whether a run began in time.
   *
   * @param runs of the slot, by ordinal; none: the ledger does not know it
   */
  public static Punctuality ofStart(Instant deadline, Instant now, List<Run> runs) {
    Optional<Instant> began =
        runs.stream().filter(run -> hasBegun(run.state().status())).map(Run::startedAt).findFirst();
    return of(deadline, now, began, runs);
  }

  /**
   * Whether a run came to its end in time, whatever the verdict; one that failed did not. One that
   * waits for approval has come to its verdict.
   */
  public static Punctuality ofFinish(Instant deadline, Instant now, List<Run> runs) {
    Optional<Instant> done =
        runs.stream()
            .filter(run -> isJudged(run.state().status()))
            .flatMap(run -> Optional.ofNullable(run.finishedAt()).stream())
            .findFirst();
    return of(deadline, now, done, runs);
  }

  private static Punctuality of(
      Instant deadline, Instant now, Optional<Instant> happened, List<Run> runs) {
    if (happened.isPresent()) {
      boolean inTime = !happened.get().isAfter(deadline);
      return new Punctuality(inTime ? Standing.KEPT : Standing.LATE, happened.get());
    }
    if (isWaived(runs)) {
      return new Punctuality(Standing.WAIVED, null);
    }
    return new Punctuality(now.isAfter(deadline) ? Standing.MISSED : Standing.PENDING, null);
  }

  private static boolean isJudged(Status status) {
    return status == Status.SUCCEEDED || status == Status.AWAITING_APPROVAL;
  }

  private static boolean isWaived(List<Run> runs) {
    if (runs.isEmpty()) {
      return false;
    }
    Status latest = runs.get(runs.size() - 1).state().status();
    return latest == Status.SKIPPED || latest == Status.CANCELLED;
  }

  /** A run that waits has the time at which it was queued, and so has one that was not let in. */
  private static boolean hasBegun(Status status) {
    return switch (status) {
      case QUEUED, SKIPPED, CANCELLED -> false;
      case RUNNING, AWAITING_APPROVAL, SUCCEEDED, BLOCKED, STALE, FAILED -> true;
    };
  }
}
