package dev.nightjar.run;

import java.time.Duration;

/** Waits; tests do not. */
@FunctionalInterface
public interface Pause {

  /** Waits that long. */
  void pause(Duration duration) throws InterruptedException;

  /** By the clock of this machine. */
  static Pause system() {
    return duration -> Thread.sleep(duration.toMillis());
  }
}
