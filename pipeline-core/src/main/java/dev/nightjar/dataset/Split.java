package dev.nightjar.dataset;

import org.jspecify.annotations.Nullable;

/**
 * How the dev rows are set apart.
 *
 * @param dev share of the training window, above 0 and at most 0.5
 * @param by hash of a group (a row never changes side), or time (the last share of the window)
 * @param group column whose values stay together; null: each row is a group of its own. Only by
 *     hash
 * @param embargo rows this close before the dev rows are left out. Only by time
 * @param salt changes every side at once. Only by hash
 */
public record Split(double dev, By by, @Nullable String group, Span embargo, String salt) {

  /** The two ways. */
  public enum By {
    HASH,
    TIME
  }

  public Split {
    if (!(dev > 0 && dev <= 0.5)) {
      throw new IllegalArgumentException("dev is a share above 0 and at most 50%, not " + dev);
    }
    if (by == By.TIME && group != null) {
      throw new IllegalArgumentException("a split by time has no group");
    }
  }

  /** One row in ten, by hash of the row itself. */
  public static Split standard() {
    return new Split(0.1, By.HASH, null, Span.ofDays(0), "nightjar");
  }
}
