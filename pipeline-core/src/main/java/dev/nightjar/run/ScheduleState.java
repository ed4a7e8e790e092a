package dev.nightjar.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger remembers of a pipeline's schedule.
 *
 * @param pipeline its name
 * @param seenUntil up to when slots were looked for; null: never
 * @param pausedBy who paused it; null: it is not paused
 * @param pausedAt when
 * @param pauseReason why
 * @param expectedFrom slots after it are expected: when it was first looked at, or its last pause
 *     ended; null: it was never looked at
 */
public record ScheduleState(
    String pipeline,
    @Nullable Instant seenUntil,
    @Nullable String pausedBy,
    @Nullable Instant pausedAt,
    @Nullable String pauseReason,
    @Nullable Instant expectedFrom) {

  /** Whether it is paused. */
  public boolean isPaused() {
    return pausedBy != null;
  }
}
