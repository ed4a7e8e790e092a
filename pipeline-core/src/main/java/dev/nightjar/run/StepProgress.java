package dev.nightjar.run;

/** Told by a step how far it is. Thread-safe. */
@FunctionalInterface
public interface StepProgress {

  /** Nobody listens. */
  StepProgress NONE = (fraction, text) -> {};

  /**
   * Takes note.
   *
   * @param fraction from 0 to 1, or NaN when it is not known
   * @param text a few words for a person; may be empty
   */
  void at(double fraction, String text);

  /** What its worker said beside that, in another process; a line for the run's log. */
  default void said(LogLine.Level level, String text) {}
}
