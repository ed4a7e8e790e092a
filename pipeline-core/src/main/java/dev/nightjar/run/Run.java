package dev.nightjar.run;

import dev.nightjar.store.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One execution for a slot.
 *
 * @param slot what it is for
 * @param ordinal the how manieth run of its slot, from 1
 * @param pin the digest of everything that may not change while it is resumed: pipeline and program
 * @param state where it stands
 * @param startedAt when it was first claimed; while it waits, when it was queued
 * @param finishedAt when its work ended, which for one that waits or waited for approval is when it
 *     began to wait; null: it has not
 * @param options what somebody wanted of it
 */
public record Run(
    Slot slot,
    int ordinal,
    Digest pin,
    RunState state,
    Instant startedAt,
    @Nullable Instant finishedAt,
    RunOptions options) {

  /** A run of which nobody wanted anything. */
  public Run(
      Slot slot,
      int ordinal,
      Digest pin,
      RunState state,
      Instant startedAt,
      @Nullable Instant finishedAt) {
    this(slot, ordinal, pin, state, startedAt, finishedAt, RunOptions.NONE);
  }

  /** The name of the run; follows from slot and ordinal. */
  public RunId id() {
    return RunId.of(slot, ordinal);
  }

  /** A run that waits. */
  public static Run queued(Slot slot, int ordinal, Digest pin, Instant at) {
    return queued(slot, ordinal, pin, RunOptions.NONE, at);
  }

  /** The same, when somebody wanted something of it. */
  public static Run queued(Slot slot, int ordinal, Digest pin, RunOptions options, Instant at) {
    return new Run(slot, ordinal, pin, RunState.queued(), at, null, options);
  }

  /** The run that waited, begun at this instant with what is valid now. */
  public Run begun(Digest now, Instant at) {
    return new Run(slot, ordinal, now, state.after(new RunEvent.Started()), at, null, options);
  }

  /** The run after the event, which happened at this instant. */
  public Run after(RunEvent event, Instant at) {
    RunState next = state.after(event);
    boolean over = next.status().isFinal() || next.status() == RunState.Status.AWAITING_APPROVAL;
    Instant end = over && finishedAt == null ? at : finishedAt;
    return new Run(slot, ordinal, pin, next, startedAt, end, options);
  }
}
