package dev.nightjar.expectation;

import dev.nightjar.dataset.Column;
import org.jspecify.annotations.Nullable;

/**
 * A range of numbers, texts or dates; a null side is open.
 *
 * @param min lower end
 * @param max upper end
 * @param strictMin whether the lower end itself is outside
 * @param strictMax whether the upper end itself is outside
 */
public record Bounds(
    @Nullable Object min, @Nullable Object max, boolean strictMin, boolean strictMax) {

  /** Throws {@link IllegalArgumentException} when the lower end is above the upper one. */
  public Bounds {
    if (min instanceof Number && max instanceof Number && Literals.compare(min, max) > 0) {
      throw new IllegalArgumentException(
          "min_value " + Wording.value(min) + " is above max_value " + Wording.value(max));
    }
  }

  /** Whether both sides are open. */
  boolean isOpen() {
    return min == null && max == null;
  }

  /** With ends of the column's type; throws {@link IllegalArgumentException} if they do not fit. */
  Bounds typed(Column column) {
    Object low = min == null ? null : Literals.typed("min_value", min, column);
    Object high = max == null ? null : Literals.typed("max_value", max, column);
    if (low != null && high != null && Literals.compare(low, high) > 0) {
      throw new IllegalArgumentException(
          "min_value " + Wording.value(low) + " is above max_value " + Wording.value(high));
    }
    return new Bounds(low, high, strictMin, strictMax);
  }

  /** Whether the value lies inside; it has the kind of the ends. */
  public boolean hold(Object value) {
    if (min != null) {
      int c = Literals.compare(value, min);
      if (strictMin ? c <= 0 : c < 0) {
        return false;
      }
    }
    if (max != null) {
      int c = Literals.compare(value, max);
      return strictMax ? c < 0 : c <= 0;
    }
    return true;
  }

  /** Such as {@code between 50 and 5000}, {@code above 0}, {@code at most 10}, {@code 4}. */
  String text() {
    if (min != null && min.equals(max)) {
      return "equal to " + Wording.value(min);
    }
    String low = min == null ? "" : (strictMin ? "above " : "at least ") + Wording.value(min);
    String high = max == null ? "" : (strictMax ? "below " : "at most ") + Wording.value(max);
    if (min == null || max == null) {
      return low.isEmpty() ? (high.isEmpty() ? "of any value" : high) : low;
    }
    return strictMin || strictMax
        ? low + " and " + high
        : "between " + Wording.value(min) + " and " + Wording.value(max);
  }
}
