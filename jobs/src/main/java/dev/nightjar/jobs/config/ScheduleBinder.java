package dev.nightjar.jobs.config;

import dev.nightjar.dataset.Span;
import dev.nightjar.run.Concurrency;
import dev.nightjar.run.Misfire;
import dev.nightjar.run.Pool;
import dev.nightjar.run.ScheduleSpec;
import dev.nightjar.run.Trigger;
import dev.nightjar.run.Trigger.Gap;
import dev.nightjar.run.Trigger.Overlap;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads when a pipeline runs. */
final class ScheduleBinder {

  private static final Duration LEAST = Duration.ofMinutes(1);
  private static final List<String> TRIGGERS = List.of("cron", "every", "after");

  private final Consumer<String> cron;
  private final Path file;
  private final List<Problem> problems;

  /** For a pipeline in that file, beside which its calendars are. */
  ScheduleBinder(Consumer<String> cron, Path file, List<Problem> problems) {
    this.cron = cron;
    this.file = file;
    this.problems = problems;
  }

  ScheduleSpec bind(Section pipeline) {
    Section s = pipeline.section("schedule");
    ScheduleSpec standard = ScheduleSpec.standard();
    ZoneId zone = s.has("zone") ? ZoneId.of(s.text("zone")) : standard.zone();
    return new ScheduleSpec(
        trigger(s, zone),
        zone,
        new CalendarBinder(file, problems).bind(s.section("calendars")),
        misfire(s),
        concurrency(s),
        tags(s),
        pipeline.section("dataset").parsed("data_deadline", t -> Span.parse(t).duration()));
  }

  private Trigger trigger(Section s, ZoneId zone) {
    List<String> said = TRIGGERS.stream().filter(s::has).toList();
    if (said.size() > 1) {
      problem(s.node().line(), "expected one of cron, every and after, found " + said);
    }
    if (s.has("starting") && !s.has("every")) {
      problem(s.line("starting"), "starting goes with every: the first slot of an interval");
    }
    if (s.has("dst") && !said.isEmpty() && !s.has("cron")) {
      problem(s.line("dst"), "dst goes with cron: " + said.get(0) + " knows no local times");
    }
    if (s.has("every")) {
      return interval(s, zone);
    }
    if (s.has("after")) {
      return new Trigger.AfterDataset(s.section("after").text("dataset"));
    }
    Section dst = s.section("dst");
    return new Trigger.Cron(
        cron(s),
        dst.choice("gap", Gap.class, Gap.RUN_AFTER),
        dst.choice("overlap", Overlap.class, Overlap.FIRST));
  }

  private String cron(Section s) {
    if (!s.has("cron")) {
      return Trigger.Cron.midnight().expression();
    }
    try {
      cron.accept(s.text("cron"));
    } catch (IllegalArgumentException e) {
      problem(s.line("cron"), String.valueOf(e.getMessage()));
    }
    return s.text("cron");
  }

  private Trigger interval(Section s, ZoneId zone) {
    Duration every = Span.parse(s.text("every")).duration();
    if (every.compareTo(LEAST) < 0) {
      problem(s.line("every"), "expected at least 1m, found " + s.text("every"));
      every = LEAST;
    }
    return new Trigger.Interval(every, s.has("starting") ? starting(s, zone) : Instant.EPOCH);
  }

  private Instant starting(Section s, ZoneId zone) {
    Instant instant = instant(s.text("starting"), zone);
    if (instant == null || !instant.equals(instant.truncatedTo(ChronoUnit.SECONDS))) {
      problem(
          s.line("starting"),
          "expected a time in whole seconds, such as 2026-01-01T06:00 (in the zone) or"
              + " 2026-01-01T06:00Z, found “"
              + s.text("starting")
              + "”");
      return Instant.EPOCH;
    }
    return instant;
  }

  private static @Nullable Instant instant(String text, ZoneId zone) {
    try {
      TemporalAccessor time =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text, OffsetDateTime::from, LocalDateTime::from);
      return time instanceof OffsetDateTime exact
          ? exact.toInstant()
          : ((LocalDateTime) time).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private Misfire misfire(Section s) {
    if (s.has("misfire") && !(s.node().get("misfire") instanceof YamlNode.Mapping)) {
      return switch (s.text("misfire")) {
        case "skip" -> new Misfire.Skip();
        case "all" -> new Misfire.All(Integer.MAX_VALUE, null);
        default -> new Misfire.Last();
      };
    }
    if (!s.has("misfire")) {
      return ScheduleSpec.standard().misfire();
    }
    Section all = s.section("misfire").section("all");
    Duration age = all.parsed("max_age", t -> Span.parse(t).duration());
    if (age != null && age.isZero()) {
      problem(all.line("max_age"), "expected a length of time above zero, such as 3d");
      age = null;
    }
    return new Misfire.All((int) all.whole("max", Integer.MAX_VALUE), age);
  }

  private static Concurrency concurrency(Section s) {
    if (!s.has("concurrency")) {
      return ScheduleSpec.standard().concurrency();
    }
    if (s.node().get("concurrency") instanceof YamlNode.Mapping) {
      return new Concurrency.Parallel((int) s.section("concurrency").whole("parallel", 1));
    }
    return switch (s.text("concurrency")) {
      case "strict-sequential" -> new Concurrency.StrictSequential();
      case "first-only" -> new Concurrency.FirstOnly();
      case "last-only" -> new Concurrency.LastOnly();
      case "serial-latest-only" -> new Concurrency.SerialLatestOnly();
      default -> new Concurrency.Sequential();
    };
  }

  private Set<String> tags(Section s) {
    if (s.texts("tags").contains(Pool.BACKFILL)) {
      problem(
          s.line("tags"),
          "the tag %s is that of every backfill's nights: expected another"
              .formatted(Pool.BACKFILL));
    }
    return Set.copyOf(s.texts("tags"));
  }

  private void problem(int line, String message) {
    problems.add(new Problem(line, message));
  }
}
