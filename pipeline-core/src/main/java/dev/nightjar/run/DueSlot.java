package dev.nightjar.run;

import java.time.Instant;

/**
 * What becomes of a slot that is due.
 *
 * @param logicalTime the slot's
 * @param runs whether it is to be run
 * @param reason why it is not, to be recorded; empty when it is
 */
public record DueSlot(Instant logicalTime, boolean runs, String reason) {

  /**
   * Throws {@link IllegalArgumentException} when it is skipped without a reason, or run with one.
   */
  public DueSlot {
    if (runs != reason.isEmpty()) {
      throw new IllegalArgumentException("a slot that is skipped, and no other, has a reason");
    }
  }

  static DueSlot run(Instant logicalTime) {
    return new DueSlot(logicalTime, true, "");
  }

  static DueSlot skip(Instant logicalTime, String reason) {
    return new DueSlot(logicalTime, false, reason);
  }
}
