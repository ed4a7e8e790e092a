package dev.nightjar.jobs.config;

import dev.nightjar.run.DayCalendar;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads one calendar: a list of dates, or a mapping of {@code weekdays}, {@code dates}, {@code
 * without}, {@code from} and {@code to}.
 */
final class CalendarReader {

  private final Path file;
  private final List<Problem> problems = new ArrayList<>();

  private CalendarReader(Path file) {
    this.file = file;
  }

  /** Throws {@link ConfigException} with every mistake of the file, each with its line. */
  static DayCalendar read(Path file) {
    return parse(file, YamlParser.text(file));
  }

  /** As {@link #read}, of text that came from {@code file}. */
  static DayCalendar parse(Path file, String text) {
    YamlNode root = YamlParser.parse(file.toString(), text);
    CalendarReader reader = new CalendarReader(file);
    boolean list = root instanceof YamlNode.Sequence;
    (list ? CalendarShape.DATES : CalendarShape.FILE).check(root, reader.problems::add);
    DayCalendar calendar =
        !reader.problems.isEmpty()
            ? null
            : root instanceof YamlNode.Sequence dates
                ? reader.bind(Section.EMPTY, dates.items())
                : reader.mapping(new Section((YamlNode.Mapping) root));
    if (calendar == null || !reader.problems.isEmpty()) {
      reader.problems.sort(Comparator.comparingInt(Problem::line));
      throw new ConfigException(file.toString(), reader.problems);
    }
    return calendar;
  }

  private @Nullable DayCalendar mapping(Section s) {
    if (!s.has("weekdays") && !s.has("dates")) {
      problems.add(new Problem(s.node().line(), "expected weekdays or dates, or both"));
      return null;
    }
    return bind(s, s.items("dates"));
  }

  private @Nullable DayCalendar bind(Section s, List<YamlNode> in) {
    SortedMap<LocalDate, String> dates = days(in);
    SortedMap<LocalDate, String> without = days(s.items("without"));
    TreeMap<LocalDate, String> all = new TreeMap<>(dates);
    without
        .keySet()
        .forEach(
            day -> {
              if (dates.containsKey(day)) {
                problems.add(new Problem(s.line("without"), day + " is in dates and in without"));
              }
            });
    all.putAll(without);
    LocalDate from = s.parsed("from", LocalDate::parse);
    LocalDate to = s.parsed("to", LocalDate::parse);
    if (from == null && !all.isEmpty()) {
      from = all.firstKey().withDayOfYear(1);
    }
    if (to == null && !all.isEmpty()) {
      to = all.lastKey().plusYears(1).withDayOfYear(1).minusDays(1);
    }
    if (from != null && to != null && to.isBefore(from)) {
      problems.add(new Problem(s.line("to"), "to " + to + " is before from " + from));
    }
    String stem = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    if (!problems.isEmpty()) {
      return null;
    }
    DayCalendar calendar =
        new DayCalendar(s.text("calendar", stem), weekdays(s), dates, without, from, to);
    requireCovered(calendar, in);
    requireCovered(calendar, s.items("without"));
    return calendar;
  }

  private void requireCovered(DayCalendar calendar, List<YamlNode> items) {
    for (YamlNode item : items) {
      days(List.of(item))
          .keySet()
          .forEach(
              day -> {
                if (!calendar.covers(day)) {
                  problems.add(
                      new Problem(
                          item.line(),
                          "%s is not between from %s and to %s"
                              .formatted(day, calendar.from(), calendar.to())));
                }
              });
    }
  }

  private static Set<DayOfWeek> weekdays(Section s) {
    Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
    s.texts("weekdays")
        .forEach(w -> weekdays.add(DayOfWeek.of(1 + CalendarShape.WEEKDAYS.indexOf(w))));
    return weekdays;
  }

  private SortedMap<LocalDate, String> days(List<YamlNode> items) {
    SortedMap<LocalDate, String> days = new TreeMap<>();
    for (YamlNode item : items) {
      if (item instanceof YamlNode.Mapping named) {
        named
            .entries()
            .forEach(
                (key, entry) ->
                    add(days, entry.line(), key, ((YamlNode.Scalar) entry.value()).text()));
      } else {
        add(days, item.line(), ((YamlNode.Scalar) item).text(), "");
      }
    }
    return days;
  }

  private void add(SortedMap<LocalDate, String> days, int line, String text, String name) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (days.put(day, name) != null) {
        problems.add(new Problem(line, day + " stands twice"));
      }
    } catch (DateTimeException e) {
      problems.add(new Problem(line, "expected a date such as 2026-11-26, found “" + text + "”"));
    }
  }
}
