package dev.nightjar.jobs.demo;

import java.time.LocalDate;

/**
 * What happens in a {@link World}. Days are counted from 0; an event on day {@link #NEVER} does not
 * happen.
 *
 * @param seed another seed, another world
 * @param start the first day
 * @param days how many days there are
 * @param slowDrift day on which the roadworks around the east depot begin: in {@link #RAMP} days
 *     its deliveries become late more and more often
 * @param suddenDrift day on which a new carrier takes over a third of the deliveries
 * @param broken day on which the depot's name is missing and distances are nonsense
 */
public record WorldOptions(
    long seed, LocalDate start, int days, int slowDrift, int suddenDrift, int broken) {

  /** The day of what does not happen. */
  public static final int NEVER = -1;

  /** How many days the slow drift takes until it is complete. */
  public static final int RAMP = 20;

  private static final LocalDate START = LocalDate.of(2025, 2, 1);
  private static final int DAYS = 120;

  /** The demo's world: both drifts and one broken day. */
  public static WorldOptions drifting(long seed) {
    return new WorldOptions(seed, START, DAYS, 78, 96, 114);
  }

  /** A world in which nothing happens but noise, weekdays and seasons. */
  public static WorldOptions calm(long seed) {
    return new WorldOptions(seed, START, DAYS, NEVER, NEVER, NEVER);
  }

  /** How far the slow drift has come on a day: 0 to 1. */
  double slowDriftOn(int day) {
    return slowDrift == NEVER ? 0 : Math.max(0, Math.min(1, (day - slowDrift) / (double) RAMP));
  }

  /** Whether the new carrier drives on a day. */
  boolean newCarrierOn(int day) {
    return suddenDrift != NEVER && day >= suddenDrift;
  }
}
