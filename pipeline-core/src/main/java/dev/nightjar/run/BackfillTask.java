package dev.nightjar.run;

/**
 * The right to work on a slot of a backfill.
 *
 * @param backfill which one
 * @param place of the slot in it
 * @param stage how far to go
 * @param lease reserved for the holder: {@link RunLedger#claim} by the same process begins the work
 */
public record BackfillTask(long backfill, int place, Stage stage, Lease lease) {

  /** How far to go. */
  public enum Stage {
    /** As far as no champion is needed. */
    PREPARE,
    /** To the end. */
    JUDGE
  }
}
