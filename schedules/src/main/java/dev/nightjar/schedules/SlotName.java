package dev.nightjar.schedules;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a person says to name a slot, or a time: a day, a time of that day, or an instant.
 *
 * @param date the day, in the schedule's zone unless an offset is said
 * @param time the time on the wall; null: the day alone was said
 * @param offset from UTC; null: that of the schedule's zone
 */
public record SlotName(LocalDate date, @Nullable LocalTime time, @Nullable ZoneOffset offset) {

  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd['T'HH:mm[:ss][XXX]]", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** The day alone. */
  public static SlotName of(LocalDate date) {
    return new SlotName(date, null, null);
  }

  /**
   * Reads {@code 2026-11-01}, {@code 2026-11-01T01:30} or {@code 2026-11-01T01:30-05:00}.
   *
   * @throws ScheduleException that says what was expected
   */
  public static SlotName parse(String text) {
    TemporalAccessor said;
    try {
      said = TEXT.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    } catch (DateTimeException e) {
      throw new ScheduleException(
          "expected a day of the calendar such as 2011-06-15, or a time such as"
              + " 2026-11-01T01:30 or 2026-11-01T01:30-05:00, but found "
              + text,
          e);
    }
    if (said instanceof OffsetDateTime exact) {
      return new SlotName(exact.toLocalDate(), exact.toLocalTime(), exact.getOffset());
    }
    return said instanceof LocalDateTime local
        ? new SlotName(local.toLocalDate(), local.toLocalTime(), null)
        : of((LocalDate) said);
  }

  /**
   * The slot that it names, one that a calendar leaves out too.
   *
   * @throws ScheduleException when there is none, or when there are several; the message names them
   */
  public Instant slot(FireTimes times) {
    if (time == null) {
      return times.slotOn(date);
    }
    // An offset of another zone may put it on a day beside.
    List<Instant> near = times.between(date.minusDays(1), date.plusDays(1));
    List<Instant> found = near.stream().filter(i -> isMeant(i, times.zone())).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      List<Instant> day = times.slotsOn(date);
      throw new ScheduleException(
          "the schedule has no slot at %s; %s"
              .formatted(
                  this,
                  day.isEmpty()
                      ? "it has none on that day"
                      : "those of that day: " + times.texts(day)));
    }
    throw new ScheduleException(
        "%s comes twice; say which: %s".formatted(this, times.texts(found)));
  }

  /** The instant that it is, the day alone being its beginning. */
  public Instant instant(ZoneId zone) {
    if (time == null) {
      return date.atStartOfDay(zone).toInstant();
    }
    LocalDateTime local = date.atTime(time);
    return offset == null ? local.atZone(zone).toInstant() : local.toInstant(offset);
  }

  private boolean isMeant(Instant slot, ZoneId zone) {
    return offset == null
        ? LocalDateTime.ofInstant(slot, zone).equals(LocalDateTime.of(date, timeOrMidnight()))
        : slot.equals(instant(zone));
  }

  private LocalTime timeOrMidnight() {
    return time == null ? LocalTime.MIDNIGHT : time;
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return date + (time == null ? "" : "T" + time) + (offset == null ? "" : offset);
  }
}
