package dev.nightjar.schedules;

import java.time.Duration;
import java.time.Instant;

/** An alarm that never rings. */
final class SilentAlarm implements Alarm {
  @Override
  public void at(String name, Instant when, Runnable task) {}

  @Override
  public void every(String name, Duration period, Runnable task) {}

  @Override
  public void forget(String name) {}

  @Override
  public void close() {}
}
