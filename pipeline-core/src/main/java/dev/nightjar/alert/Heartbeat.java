package dev.nightjar.alert;

import java.time.Duration;

/**
 * A URL that wants to be asked for regularly: whoever watches it from outside notices silence.
 * Thread-safe.
 */
public interface Heartbeat {

  /** Its name in the settings, unique. */
  String name();

  /** How often it is asked for while everything is well. */
  Duration every();

  /**
   * Asks for it once, within a bounded time.
   *
   * @throws InterruptedException when this thread was interrupted
   */
  Answer beat() throws InterruptedException;
}
