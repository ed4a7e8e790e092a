package dev.nightjar.run;

/** What happens to a backfill, as facts. {@link BackfillState#after} says what follows. */
public sealed interface BackfillEvent {

  /** A person wants nothing more begun for now. */
  record Paused(String reason) implements BackfillEvent {}

  /** The pause is over. */
  record Resumed() implements BackfillEvent {}

  /** A person ended it. */
  record Cancelled(String reason) implements BackfillEvent {}

  /** A night failed, and it was to stop then. */
  record Stopped(String reason) implements BackfillEvent {}

  /**
   * Its last night is over.
   *
   * @param failed how many of its nights did not end well
   */
  record Finished(int failed) implements BackfillEvent {}
}
