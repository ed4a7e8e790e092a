package dev.nightjar.run;

import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * When a pipeline runs.
 *
 * @param cron six or seven fields, seconds first, as Quartz reads them; null: midnight
 * @param zone in which the cron is read and days begin
 * @param gap what happens to a local time that daylight saving skips
 * @param overlap which of a local time that comes twice
 * @param misfire what happens to slots that were missed
 * @param concurrency what happens when a run is still going
 * @param dataDeadline how long after its slot a run waits for the segment of its last day, and is
 *     blocked without it; null: it goes on with the days that are there
 */
public record ScheduleSpec(
    @Nullable String cron,
    ZoneId zone,
    Gap gap,
    Overlap overlap,
    Misfire misfire,
    Concurrency concurrency,
    @Nullable Duration dataDeadline) {

  /** A local time that does not exist. */
  public enum Gap {
    RUN_AFTER,
    SKIP
  }

  /** A local time that exists twice. */
  public enum Overlap {
    FIRST,
    SECOND,
    BOTH
  }

  /** Slots that nobody filled in time. */
  public enum Misfire {
    SKIP,
    LAST,
    ALL
  }

  /** A slot that is due while an earlier one runs. */
  public enum Concurrency {
    SEQUENTIAL,
    STRICT_SEQUENTIAL,
    FIRST_ONLY,
    LAST_ONLY,
    PARALLEL,
    SERIAL_LATEST_ONLY
  }

  /** Midnight UTC. */
  public static ScheduleSpec standard() {
    return new ScheduleSpec(
        null,
        ZoneId.of("UTC"),
        Gap.RUN_AFTER,
        Overlap.FIRST,
        Misfire.LAST,
        Concurrency.SEQUENTIAL,
        null);
  }
}
