package dev.nightjar.gate;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a candidate replaces the champion.
 *
 * @param confidence one-sided, of each gate; 0.95 for 95 %
 * @param when all of these must pass
 * @param first what happens while there is no champion
 * @param approval who has the last word when all gates pass; null: the gates
 */
public record PromotionPolicy(
    double confidence, List<Gate> when, First first, @Nullable Approval approval) {

  /** A policy whose gates have the last word. */
  public PromotionPolicy(double confidence, List<Gate> when, First first) {
    this(confidence, when, first, null);
  }

  /** Who has the last word when all gates pass. */
  public enum Approval {
    /** The gates: the champion moves at once. */
    AUTOMATIC,
    /** A person, a first champion's too: the night waits. */
    MANUAL
  }

  /** Whether a person has to say yes before the champion moves. */
  public boolean asksAPerson() {
    return approval == Approval.MANUAL;
  }

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
