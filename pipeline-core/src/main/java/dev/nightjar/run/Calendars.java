package dev.nightjar.run;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which days a schedule leaves out. What a calendar does not know leaves no day out: a night too
 * many costs less than one too few, and {@link #unknown} and {@link #ending} say that the file is
 * to be continued.
 *
 * @param skip calendars whose days are left out
 * @param only the calendar whose days are not; null: every day is such a day
 */
public record Calendars(List<DayCalendar> skip, @Nullable DayCalendar only) {

  /** How long before its end a calendar is worth a word. */
  public static final int WARNING_DAYS = 30;

  public Calendars {
    skip = List.copyOf(skip);
  }

  /** None: no day is left out. */
  public static Calendars none() {
    return new Calendars(List.of(), null);
  }

  /** Why a day is left out, such as {@code us-holidays (Thanksgiving)}, or empty. */
  public Optional<String> excludes(LocalDate day) {
    for (DayCalendar calendar : skip) {
      if (calendar.contains(day)) {
        return Optional.of(named(calendar, day));
      }
    }
    if (only == null || only.contains(day)) {
      return Optional.empty();
    }
    boolean decides = only.covers(day) || !only.weekdays().isEmpty();
    return decides ? Optional.of(named(only, day)) : Optional.empty();
  }

  private static String named(DayCalendar calendar, LocalDate day) {
    return calendar.name() + " (" + calendar.label(day) + ")";
  }

  /** What is not known of a day, such as {@code us-holidays ends on 2026-12-31}, or empty. */
  public Optional<String> unknown(LocalDate day) {
    return all().stream()
        .filter(c -> !c.covers(day))
        .map(
            c ->
                c.from() != null && day.isBefore(c.from())
                    ? c.name() + " begins on " + c.from()
                    : c.name() + " ends on " + c.to())
        .findFirst();
  }

  /** A sentence for each calendar that has ended by this day, or does within a month. */
  public List<String> ending(LocalDate today) {
    List<String> sentences = new ArrayList<>();
    for (DayCalendar calendar : all()) {
      LocalDate to = calendar.to();
      long left = to == null ? Long.MAX_VALUE : ChronoUnit.DAYS.between(today, to);
      if (left <= WARNING_DAYS) {
        sentences.add(
            "calendar %s %s on %s: continue its file"
                .formatted(calendar.name(), left < 0 ? "has ended" : "ends", to));
      }
    }
    return sentences;
  }

  private List<DayCalendar> all() {
    List<DayCalendar> all = new ArrayList<>(skip);
    if (only != null) {
      all.add(only);
    }
    return all;
  }
}
