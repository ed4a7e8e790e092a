package dev.nightjar.schedules.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.run.Trigger.Gap;
import dev.nightjar.run.Trigger.Overlap;
import dev.nightjar.schedules.FireTimes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Every zone of the JDK, every transition from 2024 to 2030, daily, hourly and 15-minute cron
 * expressions: what is due is what a person sees who watches the clock on the wall, a quarter of an
 * hour at a time, and keeps to the policy.
 */
class TransitionsTest {

  private static final Instant FROM = Instant.parse("2024-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2031-01-01T00:00:00Z");
  private static final int STEP = 900;
  private static final int STEPS = 104;

  private final Map<LocalTime, QuartzCron> daily = new HashMap<>();

  /**
   * The clock of a zone, read every quarter of an hour; knows nothing of gaps and overlaps but what
   * it saw.
   */
  private record Wall(List<Instant> instants, List<LocalDateTime> shown) {

    static Wall around(ZoneId zone, Instant middle) {
      List<Instant> instants = new ArrayList<>();
      List<LocalDateTime> shown = new ArrayList<>();
      for (int i = -STEPS; i <= STEPS; i++) {
        Instant instant = middle.plusSeconds((long) STEP * i);
        instants.add(instant);
        shown.add(LocalDateTime.ofInstant(instant, zone));
      }
      return new Wall(instants, shown);
    }

    Instant first() {
      return instants.get(0);
    }

    Instant last() {
      return instants.get(instants.size() - 1);
    }

    /** Every instant at which the clock shows such a time. */
    List<Instant> shows(Predicate<LocalTime> time) {
      List<Instant> found = new ArrayList<>();
      for (int i = 0; i < instants.size(); i++) {
        if (time.test(shown.get(i).toLocalTime())) {
          found.add(instants.get(i));
        }
      }
      return found;
    }

    /** The times of day in the hour before and after the clock was changed, and between. */
    List<LocalTime> timesNearTheChange() {
      LocalDateTime before = shown.get(STEPS - 1);
      LocalDateTime after = shown.get(STEPS);
      LocalDateTime from = before.isBefore(after) ? before : after;
      LocalDateTime to = before.isBefore(after) ? after : before;
      List<LocalTime> times = new ArrayList<>();
      for (LocalDateTime t = from.minusHours(1); !t.isAfter(to.plusHours(1)); t = step(t)) {
        times.add(t.toLocalTime());
      }
      return times.stream().distinct().toList();
    }

    /** What a daily time comes to, by the words of the policies. */
    List<Instant> daily(LocalTime time, Gap gap, Overlap overlap) {
      List<Instant> due = new ArrayList<>();
      for (int i = 0; i < instants.size(); i++) {
        if (i > 0 && gap == Gap.RUN_AFTER && jumpedOver(i, time)) {
          due.add(instants.get(i));
        } else if (shown.get(i).toLocalTime().equals(time) && chosen(i, overlap)) {
          due.add(instants.get(i));
        }
      }
      return due;
    }

    private boolean jumpedOver(int i, LocalTime time) {
      for (LocalDateTime t = step(shown.get(i - 1)); t.isBefore(shown.get(i)); t = step(t)) {
        if (t.toLocalTime().equals(time)) {
          return true;
        }
      }
      return false;
    }

    private boolean chosen(int i, Overlap overlap) {
      int first = shown.indexOf(shown.get(i));
      int last = shown.lastIndexOf(shown.get(i));
      return switch (overlap) {
        case FIRST -> i == first;
        case SECOND -> i == last;
        case BOTH -> true;
      };
    }

    private static LocalDateTime step(LocalDateTime time) {
      return time.plusSeconds(STEP);
    }
  }

  @Test
  void aDailyTimeIsDueAsOftenAsThePolicySays() {
    everyTransition(
        (zone, wall) -> {
          for (LocalTime time : wall.timesNearTheChange()) {
            QuartzCron cron = daily.computeIfAbsent(time, TransitionsTest::everyDayAt);
            for (Gap gap : Gap.values()) {
              for (Overlap overlap : Overlap.values()) {
                FireTimes times = new FireTimes(cron, zone, gap, overlap);
                assertThat(times.between(wall.first(), wall.last()))
                    .as("%s %s at %s, gap %s, overlap %s", time, zone, wall.first(), gap, overlap)
                    .isEqualTo(wall.daily(time, gap, overlap));
              }
            }
          }
        });
  }

  @Test
  void everyHourAndEveryQuarterAreDueWheneverTheClockShowsThem() {
    Map<String, Predicate<LocalTime>> crons =
        Map.of(
            "0 0 * * * ?", t -> t.getMinute() == 0,
            "0 30 * * * ?", t -> t.getMinute() == 30,
            "0 */15 * * * ?", t -> true);
    crons.forEach(
        (text, shown) -> {
          QuartzCron cron = QuartzCron.parse(text);
          everyTransition(
              (zone, wall) -> {
                List<Instant> expected = wall.shows(shown);
                // The policies do not concern such a schedule.
                FireTimes times = new FireTimes(cron, zone, Gap.RUN_AFTER, Overlap.FIRST);
                assertThat(times.between(wall.first(), wall.last()))
                    .as("%s %s at %s", text, zone, wall.first())
                    .isEqualTo(expected);
              });
        });
  }

  @Test
  void whoAlwaysAsksForTheNextOneMissesNoneAndGetsNoneTwice() {
    QuartzCron hours = QuartzCron.parse("0 0 * * * ?");
    everyTransition(
        (zone, wall) -> {
          QuartzCron night =
              daily.computeIfAbsent(wall.timesNearTheChange().get(5), TransitionsTest::everyDayAt);
          for (QuartzCron cron : List.of(night, hours)) {
            FireTimes times = new FireTimes(cron, zone, Gap.RUN_AFTER, Overlap.BOTH);
            // The day around the change suffices: the rest is calm.
            Instant first = wall.instants().get(STEPS - 8);
            Instant last = wall.instants().get(STEPS + 8);
            List<Instant> asked = new ArrayList<>();
            Optional<Instant> next = times.next(first.minusNanos(1));
            while (next.isPresent() && !next.get().isAfter(last)) {
              asked.add(next.get());
              assertThat(times.latestDue(next.get())).isEqualTo(next);
              next = times.next(next.get());
            }
            assertThat(asked).as("%s %s", cron, zone).isEqualTo(times.between(first, last));
          }
        });
  }

  private static QuartzCron everyDayAt(LocalTime time) {
    return QuartzCron.parse("0 " + time.getMinute() + " " + time.getHour() + " * * ?");
  }

  /** Zones whose clocks are changed alike in those years share their answers: one is asked. */
  private static void everyTransition(BiConsumer<ZoneId, Wall> test) {
    Set<List<ZoneOffsetTransition>> asked = new HashSet<>();
    int seen = 0;
    for (String id : ZoneId.getAvailableZoneIds().stream().sorted().toList()) {
      ZoneId zone = ZoneId.of(id);
      List<ZoneOffsetTransition> transitions = transitions(zone);
      seen += transitions.size();
      if (asked.add(transitions)) {
        transitions.forEach(t -> test.accept(zone, Wall.around(zone, t.getInstant())));
      }
    }
    assertThat(seen).isGreaterThan(2000);
  }

  private static List<ZoneOffsetTransition> transitions(ZoneId zone) {
    List<ZoneOffsetTransition> transitions = new ArrayList<>();
    ZoneOffsetTransition t = zone.getRules().nextTransition(FROM);
    while (t != null && t.getInstant().isBefore(TO)) {
      assertThat(t.getInstant().getEpochSecond() % STEP).as("a quarter of an hour: %s", t).isZero();
      transitions.add(t);
      t = zone.getRules().nextTransition(t.getInstant());
    }
    return transitions;
  }
}
