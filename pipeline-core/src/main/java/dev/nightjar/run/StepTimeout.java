package dev.nightjar.run;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A step took longer than it may. */
final class StepTimeout extends TimeoutException {

  private static final long serialVersionUID = 1;

  private final boolean goesOn;

  /**
   * A step was ended, or given up.
   *
   * @param goesOn whether it did not end when it was told to
   */
  StepTimeout(Duration limit, boolean goesOn) {
    super(
        "it took longer than "
            + words(limit)
            + (goesOn
                ? ", did not end when it was told to, and was given up: what it still writes is"
                    + " refused, and its thread ends with the process"
                : " and was ended"));
    this.goesOn = goesOn;
  }

  /** Whether its work goes on: beside that it cannot be tried again. */
  boolean goesOn() {
    return goesOn;
  }

  private static String words(Duration limit) {
    return limit.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
  }
}
