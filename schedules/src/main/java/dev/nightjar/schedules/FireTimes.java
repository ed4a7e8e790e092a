package dev.nightjar.schedules;

import dev.nightjar.dataset.DatasetEvent;
import dev.nightjar.run.Calendars;
import dev.nightjar.run.ScheduleSpec;
import dev.nightjar.run.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The instants at which a schedule is due.
 *
 * <p>A cron expression names local times, which are mapped through the zone's rules. One that names
 * times of day keeps to them: a time that daylight saving skips is due at the instant at which the
 * gap ends, or not at all ({@link Trigger.Gap}); a time that comes twice is due the first time, the
 * second, or both ({@link Trigger.Overlap}). One that names a time in every hour is due whenever
 * the clock on the wall shows one of its times, so that "every 15 minutes" stays 15 minutes of real
 * time; the two policies do not concern it. Two times that come to the same instant are one.
 *
 * <p>What a calendar leaves out is no slot of {@link #next}, {@link #latestDue} and {@link
 * #upcoming}, but can be named by its date.
 *
 * <p>Immutable and thread-safe.
 */
public final class FireTimes {

  private static final List<Duration> WINDOWS =
      List.of(
          Duration.ofHours(1),
          Duration.ofDays(1),
          Duration.ofDays(8),
          Duration.ofDays(64),
          Duration.ofDays(512),
          Duration.ofDays(4096));
  private static final Duration LONGEST = WINDOWS.get(WINDOWS.size() - 1);

  private final Occurrences all;
  private final Occurrences occurrences;
  private final ZoneId zone;
  private final Calendars calendars;

  /** Times on the wall, mapped through the rules of the zone. */
  public FireTimes(LocalSchedule schedule, ZoneId zone, Trigger.Gap gap, Trigger.Overlap overlap) {
    this(new LocalTimes(schedule, zone, gap, overlap), zone, Calendars.none());
  }

  private FireTimes(Occurrences all, ZoneId zone, Calendars calendars) {
    this.all = all;
    this.occurrences = new CalendarTimes(all, calendars);
    this.zone = zone;
    this.calendars = calendars;
  }

  /**
   * The fire times of the schedule.
   *
   * @param cron reads an expression
   * @param history what happened to the named dataset, asked only of a schedule that follows one;
   *     what happens later is not known to the answer
   * @throws ScheduleException when the expression is none
   */
  public static FireTimes of(
      ScheduleSpec spec,
      Function<String, ? extends LocalSchedule> cron,
      Function<String, List<DatasetEvent>> history) {
    return new FireTimes(occurrences(spec, cron, history), spec.zone(), spec.calendars());
  }

  private static Occurrences occurrences(
      ScheduleSpec spec,
      Function<String, ? extends LocalSchedule> cron,
      Function<String, List<DatasetEvent>> history) {
    ZoneId zone = spec.zone();
    if (spec.trigger() instanceof Trigger.Interval interval) {
      return new IntervalTimes(interval, zone);
    }
    if (spec.trigger() instanceof Trigger.AfterDataset after) {
      return new ChangeTimes(history.apply(after.dataset()), zone);
    }
    Trigger.Cron wall = (Trigger.Cron) spec.trigger();
    return new LocalTimes(cron.apply(wall.expression()), zone, wall.gap(), wall.overlap());
  }

  /** The zone in which days begin. */
  public ZoneId zone() {
    return zone;
  }

  /** The first instant after this one, or empty when none comes within eleven years. */
  public Optional<Instant> next(Instant after) {
    for (Duration window : WINDOWS) {
      List<Instant> found = between(after.plusNanos(1), after.plus(window));
      if (!found.isEmpty()) {
        return Optional.of(found.get(0));
      }
    }
    return Optional.empty();
  }

  /** The last instant that is not after {@code now}, or empty when none was for eleven years. */
  public Optional<Instant> latestDue(Instant now) {
    for (Duration window : WINDOWS) {
      List<Instant> found = between(now.minus(window), now);
      if (!found.isEmpty()) {
        return Optional.of(found.get(found.size() - 1));
      }
    }
    return Optional.empty();
  }

  /**
   * All times from the one to the other, both included, in order: those that run, and those that do
   * not, with the reason.
   */
  public List<FireTime> listed(Instant from, Instant to) {
    return occurrences.between(from, to);
  }

  /** All instants from the one to the other, both included, in order. */
  public List<Instant> between(Instant from, Instant to) {
    return slots(occurrences.between(from, to));
  }

  /**
   * All slots of the days from the one to the other, both included, in order; those that a calendar
   * leaves out too, for a person may name them.
   */
  public List<Instant> between(LocalDate from, LocalDate to) {
    return slots(all.between(from, to));
  }

  /** Why a calendar leaves a slot out, such as {@code us-holidays (Thanksgiving)}, or empty. */
  public Optional<String> excludes(Instant slot) {
    return calendars.excludes(dateOf(slot));
  }

  /** What no calendar knows of a slot, such as {@code us-holidays ends on 2026-12-31}, or empty. */
  public Optional<String> unknown(Instant slot) {
    return calendars.unknown(dateOf(slot));
  }

  private static List<Instant> slots(List<FireTime> times) {
    return times.stream().filter(FireTime::runs).map(FireTime::at).toList();
  }

  /**
   * The next slots from an instant on, itself included, and between them the times that are
   * skipped, in order.
   *
   * @param slots how many; fewer come when there are eleven years without one
   */
  public List<FireTime> upcoming(Instant from, int slots) {
    for (Duration window : WINDOWS) {
      List<FireTime> found = occurrences.between(from, from.plus(window));
      if (count(found) >= slots) {
        return first(found, slots);
      }
    }
    List<FireTime> found = new ArrayList<>();
    Instant start = from;
    int before;
    do {
      before = count(found);
      found.addAll(occurrences.between(start, start.plus(LONGEST).minusNanos(1)));
      start = start.plus(LONGEST);
    } while (count(found) > before && count(found) < slots);
    return first(found, slots);
  }

  private static int count(List<FireTime> times) {
    return (int) times.stream().filter(FireTime::runs).count();
  }

  private static List<FireTime> first(List<FireTime> times, int slots) {
    int seen = 0;
    for (int i = 0; i < times.size(); i++) {
      seen += times.get(i).runs() ? 1 : 0;
      if (seen == slots) {
        return List.copyOf(times.subList(0, i + 1));
      }
    }
    return List.copyOf(times);
  }

  /** The slots of the day: those whose time on the wall the schedule names on that date. */
  public List<Instant> slotsOn(LocalDate date) {
    return between(date, date);
  }

  /**
   * The only slot of the day.
   *
   * @throws ScheduleException when it has none, or several; the message names them
   */
  public Instant slotOn(LocalDate date) {
    List<Instant> slots = slotsOn(date);
    if (slots.isEmpty()) {
      String near =
          next(date.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1))
              .map(i -> "; the next one is " + local(i))
              .orElse("");
      throw new ScheduleException("the schedule has no slot on " + date + near);
    }
    if (slots.size() > 1) {
      throw new ScheduleException(
          date + " has " + slots.size() + " slots; name one by its time: " + texts(slots));
    }
    return slots.get(0);
  }

  /** The date of a slot: the day that has it in {@link #slotsOn}, otherwise that on the wall. */
  public LocalDate dateOf(Instant slot) {
    LocalDate onTheWall = slot.atZone(zone).toLocalDate();
    // A time before midnight that a gap moved behind it still belongs to its own day.
    LocalDate before = onTheWall.minusDays(1);
    boolean moved = !slotsOn(onTheWall).contains(slot) && slotsOn(before).contains(slot);
    return moved ? before : onTheWall;
  }

  /** The first six of some slots in local time, for a message. */
  String texts(List<Instant> slots) {
    String first = slots.stream().limit(6).map(this::local).collect(Collectors.joining(", "));
    return first + (slots.size() > 6 ? ", …" : "");
  }

  private String local(Instant instant) {
    return instant.atZone(zone).toOffsetDateTime().toString();
  }
}
