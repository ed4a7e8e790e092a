package dev.nightjar.gate;

import java.util.List;
import java.util.stream.Stream;

/**
 * When a candidate replaces the champion.
 *
 * @param confidence one-sided, of each gate; 0.95 for 95 %
 * @param when all of these must pass
 * @param first what happens while there is no champion
 */
public record PromotionPolicy(double confidence, List<Gate> when, First first) {

  /** Every gate by itself, those of alternatives too. */
  public List<Gate> gates() {
    return when.stream()
        .flatMap(g -> g instanceof Gate.AnyOf any ? any.gates().stream() : Stream.of(g))
        .toList();
  }

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
