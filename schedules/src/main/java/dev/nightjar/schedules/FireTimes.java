package dev.nightjar.schedules;

import dev.nightjar.run.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The instants at which a schedule is due: local times, mapped through the zone's rules.
 *
 * <p>A schedule that names times of day keeps to them: a time that daylight saving skips is due at
 * the instant at which the gap ends, or not at all ({@link ScheduleSpec.Gap}); a time that comes
 * twice is due the first time, the second, or both ({@link ScheduleSpec.Overlap}). A schedule that
 * names a time in every hour is due whenever the clock on the wall shows one of its times, so that
 * "every 15 minutes" stays 15 minutes of real time; the two policies do not concern it. Two times
 * that come to the same instant are one.
 *
 * <p>Immutable and thread-safe.
 */
public final class FireTimes {

  // Longer than any gap: Samoa once left out a day.
  private static final Duration MARGIN = Duration.ofHours(25);
  private static final List<Duration> WINDOWS =
      List.of(
          Duration.ofHours(1),
          Duration.ofDays(1),
          Duration.ofDays(8),
          Duration.ofDays(64),
          Duration.ofDays(512),
          Duration.ofDays(4096));

  private final LocalSchedule schedule;
  private final ZoneId zone;
  private final ScheduleSpec.Gap gap;
  private final ScheduleSpec.Overlap overlap;

  public FireTimes(
      LocalSchedule schedule, ZoneId zone, ScheduleSpec.Gap gap, ScheduleSpec.Overlap overlap) {
    this.schedule = schedule;
    this.zone = zone;
    this.gap = gap;
    this.overlap = overlap;
  }

  /**
   * The fire times of the schedule; without a cron expression every midnight of its zone.
   *
   * @param cron reads an expression
   * @throws ScheduleException when the expression is none
   */
  public static FireTimes of(ScheduleSpec spec, Function<String, ? extends LocalSchedule> cron) {
    String expression = spec.cron();
    LocalSchedule schedule = expression == null ? LocalSchedule.midnight() : cron.apply(expression);
    return new FireTimes(schedule, spec.zone(), spec.gap(), spec.overlap());
  }

  /** The zone in which days begin. */
  public ZoneId zone() {
    return zone;
  }

  /** The first instant after this one, or empty when none comes within eleven years. */
  public Optional<Instant> next(Instant after) {
    Instant from = after.plusNanos(1);
    for (Duration window : WINDOWS) {
      NavigableSet<Instant> found = instants(from, after.plus(window));
      if (!found.isEmpty()) {
        return Optional.of(found.first());
      }
    }
    return Optional.empty();
  }

  /** The last instant that is not after {@code now}, or empty when none was for eleven years. */
  public Optional<Instant> latestDue(Instant now) {
    for (Duration window : WINDOWS) {
      NavigableSet<Instant> found = instants(now.minus(window), now);
      if (!found.isEmpty()) {
        return Optional.of(found.last());
      }
    }
    return Optional.empty();
  }

  /** All instants from the one to the other, both included, in order. */
  public List<Instant> between(Instant from, Instant to) {
    return List.copyOf(instants(from, to));
  }

  /** All slots of the days from the one to the other, both included, in order. */
  public List<Instant> between(LocalDate from, LocalDate to) {
    return List.copyOf(mapped(from.atStartOfDay(), to.plusDays(1).atStartOfDay()));
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
      String names = slots.stream().limit(6).map(this::local).collect(Collectors.joining(", "));
      throw new ScheduleException(
          date
              + " has "
              + slots.size()
              + " slots; name one by its time: "
              + names
              + (slots.size() > 6 ? ", …" : ""));
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

  private String local(Instant instant) {
    return instant.atZone(zone).toOffsetDateTime().toString();
  }

  private NavigableSet<Instant> instants(Instant from, Instant to) {
    Duration margin = isCalm(from, to) ? Duration.ZERO : MARGIN;
    LocalDateTime first = LocalDateTime.ofInstant(from, zone).minus(margin);
    LocalDateTime end = LocalDateTime.ofInstant(to, zone).plus(margin).plusNanos(1);
    return mapped(first, end).subSet(from, true, to, true);
  }

  private boolean isCalm(Instant from, Instant to) {
    ZoneRules rules = zone.getRules();
    ZoneOffsetTransition next = rules.nextTransition(from.minus(MARGIN));
    return next == null || next.getInstant().isAfter(to.plus(MARGIN));
  }

  /** The instants of the local times from {@code first} to before {@code end}. */
  private NavigableSet<Instant> mapped(LocalDateTime first, LocalDateTime end) {
    NavigableSet<Instant> instants = new TreeSet<>();
    Optional<LocalDateTime> time = schedule.next(first.minusNanos(1));
    while (time.isPresent() && time.get().isBefore(end)) {
      instants.addAll(instants(time.get()));
      time = schedule.next(time.get());
    }
    return instants;
  }

  private List<Instant> instants(LocalDateTime time) {
    ZoneRules rules = zone.getRules();
    ZoneOffsetTransition transition = rules.getTransition(time);
    if (transition == null) {
      return List.of(time.toInstant(rules.getOffset(time)));
    }
    if (transition.isGap()) {
      boolean runs = gap == ScheduleSpec.Gap.RUN_AFTER && !schedule.everyHour();
      return runs ? List.of(transition.getInstant()) : List.of();
    }
    Instant firstTime = at(time, transition.getOffsetBefore());
    Instant secondTime = at(time, transition.getOffsetAfter());
    if (schedule.everyHour()) {
      return List.of(firstTime, secondTime);
    }
    return switch (overlap) {
      case FIRST -> List.of(firstTime);
      case SECOND -> List.of(secondTime);
      case BOTH -> List.of(firstTime, secondTime);
    };
  }

  private static Instant at(LocalDateTime time, ZoneOffset offset) {
    return time.toInstant(offset);
  }
}
