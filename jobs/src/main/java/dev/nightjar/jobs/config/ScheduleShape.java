package dev.nightjar.jobs.config;

import static dev.nightjar.jobs.config.Values.NAME;
import static dev.nightjar.jobs.config.Values.SPAN;
import static dev.nightjar.jobs.config.Values.TEXT;
import static dev.nightjar.jobs.config.Values.ZONE;
import static dev.nightjar.jobs.config.Values.whole;

import dev.nightjar.jobs.config.PipelineShape.Fields;
import dev.nightjar.text.Nearest;
import java.util.List;
import java.util.Map;

/** The shape of {@code schedule:}. */
final class ScheduleShape {

  private static final List<String> CONCURRENCY =
      List.of("sequential", "strict-sequential", "first-only", "last-only", "serial-latest-only");

  /** When a pipeline runs. */
  static final Shape SCHEDULE =
      new Fields()
          .may("cron", TEXT, "six or seven fields, seconds first; midnight if left out")
          .may("every", SPAN, "in place of cron: a span of real time, such as 15m")
          .may(
              "starting",
              TEXT,
              "with every: its first slot, 2026-01-01T06:00; full multiples of every if left out")
          .may(
              "after",
              new Fields().must("dataset", NAME, "the dataset's name").build(),
              "in place of cron: whenever a dataset was changed")
          .may("zone", ZONE, "in which the cron is read and days begin; UTC if left out")
          .may("dst", dst(), "daylight saving; of cron only")
          .may("calendars", calendars(), "files of holidays and business days")
          .may("misfire", misfire(), "slots that were missed; last if left out")
          .may(
              "concurrency",
              concurrency(),
              "a slot that is due while an earlier one runs; sequential if left out")
          .may(
              "tags",
              new Shape.ListOf(NAME, 1),
              "pools in which a run takes a place; their size: nightjar pools set")
          .build();

  private ScheduleShape() {}

  private static Shape dst() {
    return new Fields()
        .may(
            "gap",
            new Shape.Choice(List.of("run-after", "skip")),
            "a local time that is skipped; run-after, when the gap ends, if left out")
        .may(
            "overlap",
            new Shape.Choice(List.of("first", "second", "both")),
            "a local time that comes twice; first if left out")
        .build();
  }

  private static Shape calendars() {
    return new Fields()
        .may(
            "skip",
            new Shape.OneOrMore(TEXT),
            "calendars whose days are left out, as files beside this one")
        .may("only", TEXT, "the calendar whose days are not left out")
        .build();
  }

  private static Shape misfire() {
    Shape bounds =
        new Fields()
            .may("max", whole(1, 100_000), "at most so many, the newest; any number if left out")
            .may("max_age", SPAN, "older ones are skipped; of any age if left out")
            .build();
    return new Shape.Either(
        new Shape.Choice(List.of("skip", "last", "all")),
        new Fields().must("all", bounds, "all that were missed, within bounds").build());
  }

  private static Shape concurrency() {
    Shape word =
        new Shape.Value(
            "one of " + String.join(", ", CONCURRENCY) + " or {parallel: 4}",
            s -> {
              if (s.text().equals("parallel")) {
                throw new IllegalArgumentException(
                    "parallel needs how many: concurrency: {parallel: 4}");
              }
              if (!CONCURRENCY.contains(s.text())) {
                throw new IllegalArgumentException(
                    "found " + s.kind() + Nearest.hint(s.text(), CONCURRENCY));
              }
            },
            Map.of("enum", CONCURRENCY));
    return new Shape.Either(
        word, new Fields().must("parallel", whole(1, 1_000), "how many at once").build());
  }
}
