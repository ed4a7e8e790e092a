package dev.nightjar.run;

import java.time.Duration;

/**
 * How often a step is tried again after one class of failure, and how long to wait before.
 *
 * @param retries tries after the first one; 0: none
 * @param first the wait before the first retry; it doubles with each further one
 * @param longest no wait is longer
 */
public record RetryPolicy(int retries, Duration first, Duration longest) {

  /** No retry. */
  public static final RetryPolicy NEVER = new RetryPolicy(0, Duration.ZERO, Duration.ZERO);

  public RetryPolicy {
    if (retries < 0 || retries > 100 || first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "retries 0 to 100, waits not negative, the longest not below the first: "
              + retries
              + ", "
              + first
              + ", "
              + longest);
    }
  }

  /** The wait before retry number {@code n}, counted from 1. */
  public Duration delay(int n) {
    Duration delay = first;
    for (int i = 1; i < n && delay.compareTo(longest) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    return delay.compareTo(longest) < 0 ? delay : longest;
  }
}
