package dev.nightjar.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.dataset.DatasetEvent;
import dev.nightjar.dataset.Segment;
import dev.nightjar.run.Calendars;
import dev.nightjar.run.DayCalendar;
import dev.nightjar.run.ScheduleSpec;
import dev.nightjar.run.Trigger;
import dev.nightjar.run.Trigger.Gap;
import dev.nightjar.run.Trigger.Overlap;
import dev.nightjar.store.Digest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class FireTimesTest {

  private static final Instant FROM = Instant.parse("2024-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2031-01-01T00:00:00Z");

  @Test
  void aDailyTimeInAGapComesAsOftenAsThePolicySays() {
    everyTransition(
        (zone, transition) -> {
          if (!transition.isGap()) {
            return;
          }
          LocalDateTime inside =
              transition.getDateTimeBefore().plus(transition.getDuration().dividedBy(2));
          for (Overlap overlap : Overlap.values()) {
            FireTimes runs = daily(inside.toLocalTime(), zone, Gap.RUN_AFTER, overlap);
            assertThat(runs.slotsOn(inside.toLocalDate()))
                .as("%s %s", zone, inside)
                .containsExactly(transition.getInstant());
            assertThat(runs.dateOf(transition.getInstant())).isEqualTo(inside.toLocalDate());
            assertThat(around(runs, transition)).hasSize(5);
            FireTimes skips = daily(inside.toLocalTime(), zone, Gap.SKIP, overlap);
            assertThat(skips.slotsOn(inside.toLocalDate())).isEmpty();
            assertThat(around(skips, transition)).hasSize(4);
          }
        });
  }

  @Test
  void aDailyTimeInAnOverlapComesAsOftenAsThePolicySays() {
    everyTransition(
        (zone, transition) -> {
          if (transition.isGap()) {
            return;
          }
          Duration length = transition.getDuration().abs();
          LocalDateTime inside = transition.getDateTimeAfter().plus(length.dividedBy(2));
          Instant first = inside.toInstant(transition.getOffsetBefore());
          Instant second = inside.toInstant(transition.getOffsetAfter());
          LocalDate day = inside.toLocalDate();
          LocalTime time = inside.toLocalTime();
          for (Gap gap : Gap.values()) {
            FireTimes one = daily(time, zone, gap, Overlap.FIRST);
            assertThat(one.slotsOn(day)).as("%s %s", zone, inside).containsExactly(first);
            FireTimes two = daily(time, zone, gap, Overlap.SECOND);
            assertThat(two.slotsOn(day)).containsExactly(second);
            FireTimes both = daily(time, zone, gap, Overlap.BOTH);
            assertThat(both.slotsOn(day)).containsExactly(first, second);
            assertThat(around(one, transition)).hasSize(5);
            assertThat(around(two, transition)).hasSize(5);
            assertThat(around(both, transition)).hasSize(6);
          }
        });
  }

  @Test
  void nextAndLatestAgreeWithBetween() {
    everyTransition(
        (zone, transition) -> {
          FireTimes times =
              daily(transition.getDateTimeAfter().toLocalTime(), zone, Gap.RUN_AFTER, Overlap.BOTH);
          Instant at = transition.getInstant();
          List<Instant> all = times.between(at.minusSeconds(400_000), at.plusSeconds(400_000));
          for (int i = 1; i < all.size(); i++) {
            assertThat(times.next(all.get(i - 1))).contains(all.get(i));
            assertThat(times.latestDue(all.get(i))).contains(all.get(i));
            assertThat(times.latestDue(all.get(i).minusSeconds(1))).contains(all.get(i - 1));
          }
        });
  }

  @Test
  void anIntervalIsRealTimeFromItsStart() {
    Instant start = Instant.parse("2026-03-08T06:50:00Z");
    FireTimes times = spec(new Trigger.Interval(Duration.ofMinutes(15), start), List.of());
    assertThat(times.next(Instant.parse("2020-01-01T00:00:00Z"))).contains(start);
    assertThat(times.latestDue(start.minusSeconds(1))).isEmpty();
    assertThat(times.between(start, start.plusSeconds(1800)))
        .as("across a gap")
        .containsExactly(start, start.plusSeconds(900), start.plusSeconds(1800));
    assertThat(times.between(start.plusSeconds(1), start.plusNanos(900_000_000_001L)))
        .containsExactly(start.plusSeconds(900));
    assertThat(times.slotsOn(LocalDate.parse("2026-03-08"))).hasSize(85);
    assertThat(times.slotsOn(LocalDate.parse("2026-11-01"))).hasSize(100);
    assertThat(times.dateOf(start)).isEqualTo("2026-03-08");
  }

  @Test
  void changesOfADatasetAreSlotsOnceTheyAreKnown() {
    List<DatasetEvent> history =
        List.of(
            event(1, "2026-03-07T10:00:00.400Z", true),
            event(2, "2026-03-07T10:00:00.900Z", true),
            event(3, "2026-03-07T11:00:00Z", false),
            event(4, "2026-03-07T12:00:00Z", true),
            event(5, "2026-03-07T11:59:00Z", true));
    FireTimes times = spec(new Trigger.AfterDataset("d"), history);
    assertThat(times.between(FROM, TO))
        .containsExactly(
            Instant.parse("2026-03-07T10:00:01Z"),
            Instant.parse("2026-03-07T12:00:00Z"),
            Instant.parse("2026-03-07T12:00:01Z"));
    assertThat(times.latestDue(Instant.parse("2026-03-07T10:00:00.950Z"))).isEmpty();
    assertThat(times.latestDue(TO)).contains(Instant.parse("2026-03-07T12:00:01Z"));
    assertThat(times.next(FROM)).contains(Instant.parse("2026-03-07T10:00:01Z"));
    assertThat(times.slotsOn(LocalDate.parse("2026-03-07"))).hasSize(3);
    assertThat(spec(new Trigger.AfterDataset("d"), history.subList(0, 4)).between(FROM, TO))
        .as("a shorter history has the first of them")
        .isEqualTo(times.between(FROM, TO).subList(0, 2));
  }

  @Test
  void aCalendarLeavesSlotsOutButTheyCanBeNamed() {
    LocalDate holiday = LocalDate.parse("2026-11-26");
    DayCalendar holidays =
        new DayCalendar(
            "us-holidays",
            Set.of(),
            new TreeMap<>(Map.of(holiday, "Thanksgiving")),
            new TreeMap<>(),
            null,
            LocalDate.parse("2026-12-31"));
    ScheduleSpec standard = ScheduleSpec.standard();
    FireTimes times =
        FireTimes.of(
            new ScheduleSpec(
                new Trigger.Interval(Duration.ofDays(1), Instant.EPOCH),
                standard.zone(),
                new Calendars(List.of(holidays), null),
                standard.misfire(),
                standard.concurrency(),
                Set.of(),
                null),
            text -> {
              throw new AssertionError(text);
            },
            dataset -> List.of());
    Instant slot = times.slotOn(holiday);
    assertThat(times.excludes(slot)).contains("us-holidays (Thanksgiving)");
    assertThat(times.latestDue(slot.plusSeconds(60))).contains(slot.minusSeconds(86_400));
    assertThat(times.next(slot.minusSeconds(60))).contains(slot.plusSeconds(86_400));
    assertThat(times.between(holiday, holiday)).containsExactly(slot);
    assertThat(times.listed(slot, slot))
        .extracting(FireTime::note)
        .containsExactly("skipped: us-holidays (Thanksgiving)");
    assertThat(times.unknown(Instant.parse("2027-01-01T00:00:00Z")))
        .contains("us-holidays ends on 2026-12-31");
  }

  private static FireTimes spec(Trigger trigger, List<DatasetEvent> history) {
    ScheduleSpec standard = ScheduleSpec.standard();
    return FireTimes.of(
        new ScheduleSpec(
            trigger,
            ZoneId.of("America/New_York"),
            standard.calendars(),
            standard.misfire(),
            standard.concurrency(),
            Set.of(),
            null),
        text -> {
          throw new AssertionError(text);
        },
        dataset -> history);
  }

  private static DatasetEvent event(long seq, String at, boolean changes) {
    Digest digest = Digest.of(new byte[0]);
    LocalDateTime day = LocalDateTime.parse("2026-03-06T00:00");
    Segment segment = new Segment("s" + seq, Segment.Kind.BASE, digest, 1, 1, digest, day, day);
    return new DatasetEvent(
        seq,
        Instant.parse(at),
        "somebody",
        changes ? "base" : "tag",
        changes ? List.of(segment) : List.of(),
        null,
        null,
        "");
  }

  @Test
  void aDayWithSeveralSlotsNamesThem() {
    FireTimes times =
        daily(LocalTime.of(1, 30), ZoneId.of("America/New_York"), Gap.SKIP, Overlap.BOTH);
    assertThatThrownBy(() -> times.slotOn(LocalDate.parse("2026-11-01")))
        .isInstanceOf(ScheduleException.class)
        .hasMessage(
            "2026-11-01 has 2 slots; name one by its time: 2026-11-01T01:30-04:00,"
                + " 2026-11-01T01:30-05:00");
  }

  @Test
  void aDayWithoutASlotNamesTheNextOne() {
    FireTimes times =
        daily(LocalTime.of(2, 30), ZoneId.of("America/New_York"), Gap.SKIP, Overlap.FIRST);
    assertThatThrownBy(() -> times.slotOn(LocalDate.parse("2026-03-08")))
        .isInstanceOf(ScheduleException.class)
        .hasMessage(
            "the schedule has no slot on 2026-03-08; the next one is 2026-03-09T02:30-04:00");
  }

  @Test
  void aTimeNamesOneOfSeveralSlots() {
    ZoneId zone = ZoneId.of("America/New_York");
    FireTimes times = daily(LocalTime.of(1, 30), zone, Gap.SKIP, Overlap.BOTH);
    assertThat(SlotName.parse("2026-11-01T01:30-04:00").slot(times))
        .isEqualTo("2026-11-01T05:30:00Z");
    assertThat(SlotName.parse("2026-11-01T06:30Z").slot(times)).isEqualTo("2026-11-01T06:30:00Z");
    assertThat(SlotName.parse("2026-11-02T01:30").slot(times)).isEqualTo("2026-11-02T06:30:00Z");
    assertThat(SlotName.parse("2026-11-02").slot(times)).isEqualTo("2026-11-02T06:30:00Z");
    assertThatThrownBy(() -> SlotName.parse("2026-11-01T01:30").slot(times))
        .isInstanceOf(ScheduleException.class)
        .hasMessage(
            "2026-11-01T01:30 comes twice; say which: 2026-11-01T01:30-04:00,"
                + " 2026-11-01T01:30-05:00");
    assertThatThrownBy(() -> SlotName.parse("2026-11-02T02:00").slot(times))
        .isInstanceOf(ScheduleException.class)
        .hasMessage(
            "the schedule has no slot at 2026-11-02T02:00; those of that day:"
                + " 2026-11-02T01:30-05:00");
    assertThatThrownBy(() -> SlotName.parse("2026-11-31"))
        .isInstanceOf(ScheduleException.class)
        .hasMessageContaining("but found 2026-11-31");
  }

  /** The slots of the two days before the transition's day to the two days after it. */
  private static List<Instant> around(FireTimes times, ZoneOffsetTransition transition) {
    LocalDateTime middle =
        transition.isGap()
            ? transition.getDateTimeBefore().plus(transition.getDuration().dividedBy(2))
            : transition.getDateTimeAfter().plus(transition.getDuration().abs().dividedBy(2));
    LocalDate day = middle.toLocalDate();
    return times.between(day.minusDays(2), day.plusDays(2));
  }

  private static void everyTransition(BiConsumer<ZoneId, ZoneOffsetTransition> test) {
    int seen = 0;
    for (String id : ZoneId.getAvailableZoneIds().stream().sorted().toList()) {
      ZoneId zone = ZoneId.of(id);
      ZoneOffsetTransition t = zone.getRules().nextTransition(FROM);
      while (t != null && t.getInstant().isBefore(TO)) {
        test.accept(zone, t);
        seen++;
        t = zone.getRules().nextTransition(t.getInstant());
      }
    }
    assertThat(seen).isGreaterThan(2000);
  }

  private static FireTimes daily(LocalTime time, ZoneId zone, Gap gap, Overlap overlap) {
    LocalSchedule schedule =
        new LocalSchedule() {
          @Override
          public Optional<LocalDateTime> next(LocalDateTime after) {
            LocalDateTime today = after.toLocalDate().atTime(time);
            return Optional.of(today.isAfter(after) ? today : today.plusDays(1));
          }

          @Override
          public boolean everyHour() {
            return false;
          }
        };
    return new FireTimes(schedule, zone, gap, overlap);
  }
}
