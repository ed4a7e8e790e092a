package dev.nightjar.jobs.config;

import static dev.nightjar.jobs.config.Values.DATE;
import static dev.nightjar.jobs.config.Values.NAME;
import static dev.nightjar.jobs.config.Values.TEXT;

import dev.nightjar.jobs.config.PipelineShape.Fields;
import java.util.List;

/** The shape of a calendar's file. */
final class CalendarShape {

  static final List<String> WEEKDAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  /** A list of dates, and nothing else. */
  static final Shape DATES = new Shape.ListOf(new Shape.Either(DATE, new Shape.MapOf(TEXT, 1)), 1);

  /** Everything that can be said. */
  static final Shape.Fields FILE =
      new Fields()
          .may("calendar", NAME, "its name; that of the file if left out")
          .may("from", DATE, "the first day it speaks for; if left out, the year of its first date")
          .may("to", DATE, "the last day it speaks for; if left out, the year of its last date")
          .may(
              "weekdays",
              new Shape.ListOf(new Shape.Choice(WEEKDAYS), 1),
              "days of the week that belong to it")
          .may("dates", DATES, "days that belong to it: 2026-11-26, or 2026-11-26: Thanksgiving")
          .may("without", DATES, "days that do not, though their day of the week does")
          .build();

  private CalendarShape() {}
}
