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
 */
public record ScheduleState(
    String pipeline,
    @Nullable Instant seenUntil,
    @Nullable String pausedBy,
    @Nullable Instant pausedAt,
    @Nullable String pauseReason) {

  /** Whether it is paused. */
  public boolean isPaused() {
    return pausedBy != null;
  }
}
