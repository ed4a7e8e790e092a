package dev.nightjar.schedules;

import dev.nightjar.run.Trigger.Gap;
import dev.nightjar.run.Trigger.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Times on the wall, mapped through the rules of a zone; {@link FireTimes} says how. */
final class LocalTimes implements Occurrences {

  // Longer than any gap: Samoa once left out a day.
  private static final Duration MARGIN = Duration.ofHours(25);

  private final LocalSchedule schedule;
  private final ZoneId zone;
  private final Gap gap;
  private final Overlap overlap;

  LocalTimes(LocalSchedule schedule, ZoneId zone, Gap gap, Overlap overlap) {
    this.schedule = schedule;
    this.zone = zone;
    this.gap = gap;
    this.overlap = overlap;
  }

  @Override
  public List<FireTime> between(Instant from, Instant to) {
    Duration margin = isCalm(from, to) ? Duration.ZERO : MARGIN;
    LocalDateTime first = LocalDateTime.ofInstant(from, zone).minus(margin);
    LocalDateTime end = LocalDateTime.ofInstant(to, zone).plus(margin).plusNanos(1);
    return mapped(first, end).stream()
        .filter(t -> !t.at().isBefore(from) && !t.at().isAfter(to))
        .toList();
  }

  @Override
  public List<FireTime> between(LocalDate from, LocalDate to) {
    return mapped(from.atStartOfDay(), to.plusDays(1).atStartOfDay());
  }

  private boolean isCalm(Instant from, Instant to) {
    ZoneOffsetTransition next = zone.getRules().nextTransition(from.minus(MARGIN));
    return next == null || next.getInstant().isAfter(to.plus(MARGIN));
  }

  /** What becomes of the local times from {@code first} to before {@code end}. */
  private List<FireTime> mapped(LocalDateTime first, LocalDateTime end) {
    Map<Instant, FireTime> run = new TreeMap<>();
    List<FireTime> skipped = new ArrayList<>();
    Optional<LocalDateTime> time = schedule.next(first.minusNanos(1));
    while (time.isPresent() && time.get().isBefore(end)) {
      for (FireTime mapped : mapped(time.get())) {
        if (mapped.runs()) {
          run.putIfAbsent(mapped.at(), mapped);
        } else {
          skipped.add(mapped);
        }
      }
      time = schedule.next(time.get());
    }
    if (skipped.isEmpty()) {
      return List.copyOf(run.values());
    }
    skipped.addAll(run.values());
    return skipped.stream().sorted().toList();
  }

  private List<FireTime> mapped(LocalDateTime time) {
    ZoneRules rules = zone.getRules();
    ZoneOffsetTransition transition = rules.getTransition(time);
    if (transition == null) {
      return List.of(new FireTime(time.toInstant(rules.getOffset(time)), time, true, ""));
    }
    if (transition.isGap()) {
      return schedule.everyHour() ? List.of() : List.of(inGap(time, transition));
    }
    FireTime first = twice(time, transition.getOffsetBefore(), "first");
    FireTime second = twice(time, transition.getOffsetAfter(), "second");
    if (schedule.everyHour()) {
      return List.of(first, second);
    }
    return switch (overlap) {
      case FIRST -> List.of(first);
      case SECOND -> List.of(second);
      case BOTH -> List.of(first, second);
    };
  }

  private FireTime inGap(LocalDateTime time, ZoneOffsetTransition transition) {
    LocalDateTime end = transition.getDateTimeAfter();
    boolean sameDay = time.toLocalDate().equals(end.toLocalDate());
    String missing = (sameDay ? time.toLocalTime() : time) + " does not exist";
    return gap == Gap.RUN_AFTER
        ? new FireTime(
            transition.getInstant(),
            time,
            true,
            "gap: " + missing + ", runs at " + (sameDay ? end.toLocalTime() : end))
        : new FireTime(transition.getInstant(), time, false, "skipped: gap, " + missing);
  }

  private static FireTime twice(LocalDateTime time, ZoneOffset offset, String which) {
    return new FireTime(
        time.toInstant(offset),
        time,
        true,
        "overlap: " + time.toLocalTime() + " comes twice, this is the " + which);
  }
}
