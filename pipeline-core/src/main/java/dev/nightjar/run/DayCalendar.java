package dev.nightjar.run;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Days that have something in common: holidays, business days. It speaks for the days that somebody
 * wrote down, and does not know of others.
 *
 * @param name what people call it
 * @param weekdays days of the week that belong to it, on which it speaks for ever
 * @param dates days that belong to it, each with its name, perhaps empty
 * @param without days that do not, though their day of the week does
 * @param from the first day whose dates were written down; null: all that were before
 * @param to the last one; null: all that come
 */
public record DayCalendar(
    String name,
    Set<DayOfWeek> weekdays,
    SortedMap<LocalDate, String> dates,
    SortedMap<LocalDate, String> without,
    @Nullable LocalDate from,
    @Nullable LocalDate to) {

  /** Throws {@link IllegalArgumentException} when it ends before it begins. */
  public DayCalendar {
    weekdays = Collections.unmodifiableSet(new TreeSet<>(weekdays));
    dates = Collections.unmodifiableSortedMap(new TreeMap<>(dates));
    without = Collections.unmodifiableSortedMap(new TreeMap<>(without));
    if (from != null && to != null && to.isBefore(from)) {
      throw new IllegalArgumentException("a calendar that ends before it begins: " + name);
    }
  }

  /** Whether its dates of that time were written down. */
  public boolean covers(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }

  /** Whether the day belongs to it, as far as it knows. */
  public boolean contains(LocalDate day) {
    return dates.containsKey(day)
        || (weekdays.contains(day.getDayOfWeek()) && !without.containsKey(day));
  }

  /** What it calls the day: {@code Thanksgiving}, or the day of the week. */
  public String label(LocalDate day) {
    String written = dates.getOrDefault(day, without.getOrDefault(day, ""));
    return written.isEmpty()
        ? day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
        : written;
  }
}
