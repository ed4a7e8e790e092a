package dev.nightjar.schedules.app;

import dev.nightjar.run.ScheduleSpec;
import dev.nightjar.run.Trigger;
import dev.nightjar.schedules.FireTimes;
import dev.nightjar.schedules.ScheduleException;
import dev.nightjar.schedules.ScheduleService;
import dev.nightjar.schedules.SlotName;
import dev.nightjar.schedules.Upcoming;
import dev.nightjar.schedules.quartz.QuartzCron;
import dev.nightjar.text.Nearest;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Schedules of pipeline files, and of expressions that a person types. */
final class LocalSchedules implements ScheduleService {

  private final InstantSource clock;

  LocalSchedules(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Upcoming next(Path pipeline, @Nullable String from, int slots) {
    ScheduleSpec schedule = Wiring.reader().read(pipeline).pipeline().schedule();
    if (schedule.trigger() instanceof Trigger.AfterDataset after) {
      String why =
          "slots come when dataset %s changes, which nobody can foretell"
              .formatted(after.dataset());
      return new Upcoming(schedule.zone(), List.of(), List.of(why));
    }
    Upcoming found =
        next(FireTimes.of(schedule, QuartzCron::parse, dataset -> List.of()), from, slots);
    LocalDate today = LocalDate.ofInstant(clock.instant(), schedule.zone());
    return found.with(schedule.calendars().ending(today));
  }

  @Override
  public Upcoming next(Cron cron, @Nullable String from, int slots) {
    ZoneId zone = zone(cron.zone());
    return next(
        new FireTimes(QuartzCron.parse(cron.expression()), zone, cron.gap(), cron.overlap()),
        from,
        slots);
  }

  private Upcoming next(FireTimes times, @Nullable String from, int slots) {
    Instant start =
        from == null
            ? clock.instant().truncatedTo(ChronoUnit.SECONDS)
            : SlotName.parse(from).instant(times.zone());
    return Upcoming.of(times, start, slots);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new ScheduleException(
          "there is no zone "
              + name
              + Nearest.hint(name, ZoneId.getAvailableZoneIds())
              + " (expected an IANA time zone such as Europe/Berlin)",
          e);
    }
  }
}
