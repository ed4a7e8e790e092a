package dev.nightjar.schedules;

import java.time.Duration;
import java.time.Instant;

/**
 * Wakes somebody up. An alarm that is late, lost or doubled costs time, never correctness: whoever
 * is woken looks at the ledger. Thread-safe. A task that throws is not heard of again until its
 * next time.
 */
public interface Alarm extends AutoCloseable {

  /**
   * Wakes once, by the clock of this machine; at once when that is past. An earlier wish of the
   * same name is forgotten.
   */
  void at(String name, Instant when, Runnable task);

  /** Wakes again and again, the first time after one period. */
  void every(String name, Duration period, Runnable task);

  /** Forgets a wish; one that is not known is no error. */
  void forget(String name);

  /** Nobody is woken any more; does not wait for those who are awake. */
  @Override
  void close();
}
