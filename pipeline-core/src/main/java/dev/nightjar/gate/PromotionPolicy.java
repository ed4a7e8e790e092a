package dev.nightjar.gate;

import java.util.List;

/**
 * When a candidate replaces the champion.
 *
 * @param confidence one-sided, of each gate; 0.95 for 95 %
 * @param when all of these must pass
 * @param first what happens while there is no champion
 */
public record PromotionPolicy(double confidence, List<Gate> when, First first) {

  /** The rule of a first night. */
  public enum First {
    /** Promoted when its log loss is below that of always saying the share of positives. */
    PROMOTE_IF_BETTER_THAN_MAJORITY,
    /** Promoted whatever it is worth. */
    PROMOTE,
    /** Held until a person promotes it. */
    HOLD
  }

  public PromotionPolicy {
    when = List.copyOf(when);
    if (!(confidence > 0.5 && confidence < 1)) {
      throw new IllegalArgumentException("confidence lies between 50 % and 100 %: " + confidence);
    }
  }
}
