package dev.nightjar.schedules;

import dev.nightjar.run.Trigger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Instants at equal spans of real time. */
final class IntervalTimes implements Occurrences {

  private final Trigger.Interval interval;
  private final ZoneId zone;

  IntervalTimes(Trigger.Interval interval, ZoneId zone) {
    this.interval = interval;
    this.zone = zone;
  }

  @Override
  public List<FireTime> between(Instant from, Instant to) {
    long every = interval.every().toSeconds();
    long start = interval.starting().getEpochSecond();
    long first = from.getEpochSecond() + (from.getNano() > 0 ? 1 : 0);
    long steps = Math.max(0, -Math.floorDiv(start - first, every));
    List<FireTime> times = new ArrayList<>();
    for (long s = start + steps * every; s <= to.getEpochSecond(); s += every) {
      Instant at = Instant.ofEpochSecond(s);
      times.add(new FireTime(at, LocalDateTime.ofInstant(at, zone), true, ""));
    }
    return times;
  }

  @Override
  public List<FireTime> between(LocalDate from, LocalDate to) {
    return between(
        from.atStartOfDay(zone).toInstant(),
        to.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1));
  }
}
