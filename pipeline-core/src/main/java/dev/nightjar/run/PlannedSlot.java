package dev.nightjar.run;

/**
 * What a backfill will do about one slot, and why.
 *
 * @param slot the slot
 * @param action what will happen
 * @param why in a few words, for the person who reads the plan
 */
public record PlannedSlot(Slot slot, Action action, String why) {

  /** What will happen. */
  public enum Action {
    RUN,
    /** It is done. */
    NOTHING,
    /** It is not done, and stays so. */
    SKIP
  }
}
