package dev.nightjar.schedules.wire;

import dev.nightjar.run.ScheduleState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a schedule is paused.
 *
 * @param by who paused it; null: it is not paused
 * @param at when
 * @param reason why
 */
public record PauseDocument(
    String pipeline,
    boolean paused,
    @Nullable String by,
    @Nullable Instant at,
    @Nullable String reason) {

  /** What a schedule's state says of it. */
  public static PauseDocument of(ScheduleState state) {
    return new PauseDocument(
        state.pipeline(),
        state.isPaused(),
        state.pausedBy(),
        state.pausedAt(),
        state.pauseReason());
  }

  /** A schedule that nobody ever paused. */
  public static PauseDocument none(String pipeline) {
    return new PauseDocument(pipeline, false, null, null, null);
  }
}
