package dev.nightjar.run;

/** What the rules of concurrency ask for. */
public sealed interface SlotAction {

  /** The slot that it is about. */
  Slot slot();

  /** A waiting slot is run now. */
  record Start(Slot slot) implements SlotAction {}

  /**
   * A waiting slot waits on.
   *
   * @param reason what for, for people
   */
  record Wait(Slot slot, String reason) implements SlotAction {}

  /**
   * A waiting slot is never run.
   *
   * @param reason why not, to be recorded
   */
  record Skip(Slot slot, String reason) implements SlotAction {}

  /**
   * A running slot is cancelled. Asked for at every call until its run has ended, so that nobody
   * needs to remember it.
   *
   * @param reason why, to be recorded
   */
  record Cancel(Slot slot, String reason) implements SlotAction {}
}
