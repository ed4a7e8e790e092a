package dev.nightjar.run;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When a pipeline runs.
 *
 * @param trigger what makes its slots
 * @param zone in which a cron is read and days begin
 * @param calendars which days are left out
 * @param misfire what happens to slots that were missed
 * @param concurrency what happens when a run is still going
 * @param tags the pools in which a run takes a place; see {@link Pools}
 * @param dataDeadline how long after its slot a run waits for the segment of its last day, and is
 *     blocked without it; null: it goes on with the days that are there
 */
public record ScheduleSpec(
    Trigger trigger,
    ZoneId zone,
    Calendars calendars,
    Misfire misfire,
    Concurrency concurrency,
    Set<String> tags,
    @Nullable Duration dataDeadline) {

  public ScheduleSpec {
    tags = Collections.unmodifiableSet(new TreeSet<>(tags));
  }

  /** Midnight UTC; of what was missed the last; one after the other; no tags. */
  public static ScheduleSpec standard() {
    return new ScheduleSpec(
        Trigger.Cron.midnight(),
        ZoneId.of("UTC"),
        Calendars.none(),
        new Misfire.Last(),
        new Concurrency.Sequential(),
        Set.of(),
        null);
  }
}
