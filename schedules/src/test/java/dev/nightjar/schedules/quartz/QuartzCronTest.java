package dev.nightjar.schedules.quartz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.run.Trigger.Gap;
import dev.nightjar.run.Trigger.Overlap;
import dev.nightjar.schedules.FireTimes;
import dev.nightjar.schedules.ScheduleException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuartzCronTest {

  @Test
  void aTimeThatSpringSkipsRunsWhenTheGapEnds() {
    String cron = "0 30 2 * * ?";
    LocalDate day = LocalDate.parse("2026-03-08");
    assertThat(slots(cron, "America/New_York", Gap.RUN_AFTER, Overlap.FIRST, day))
        .containsExactly("2026-03-08T07:00:00Z");
    assertThat(slots(cron, "America/New_York", Gap.SKIP, Overlap.FIRST, day)).isEmpty();
  }

  @Test
  void aTimeThatAutumnRepeatsRunsAsOftenAsWanted() {
    String cron = "0 30 1 * * ?";
    LocalDate day = LocalDate.parse("2026-11-01");
    assertThat(slots(cron, "America/New_York", Gap.SKIP, Overlap.FIRST, day))
        .containsExactly("2026-11-01T05:30:00Z");
    assertThat(slots(cron, "America/New_York", Gap.SKIP, Overlap.SECOND, day))
        .containsExactly("2026-11-01T06:30:00Z");
    assertThat(slots(cron, "America/New_York", Gap.SKIP, Overlap.BOTH, day))
        .containsExactly("2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z");
  }

  @ParameterizedTest
  @CsvSource({"2026-03-08, 92", "2026-11-01, 100", "2026-06-01, 96"})
  void everyQuarterOfAnHourHasNoHole(LocalDate day, int count) {
    List<Instant> slots =
        times("0 */15 * * * ?", "America/New_York", Gap.RUN_AFTER, Overlap.SECOND).slotsOn(day);
    assertThat(slots).hasSize(count);
    for (int i = 1; i < count; i++) {
      assertThat(slots.get(i)).isEqualTo(slots.get(i - 1).plusSeconds(900));
    }
  }

  @Test
  void aMidnightThatDoesNotExistIsTheBeginningOfTheDay() {
    assertThat(
            slots(
                "0 0 0 * * ?",
                "America/Santiago",
                Gap.RUN_AFTER,
                Overlap.FIRST,
                LocalDate.parse("2026-09-06")))
        .containsExactly("2026-09-06T04:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 * * * ?", "0 0 0/1 * * ?", "0 5 0-23 * * ?", "0 5 */1 ? * MON"})
  void theseAreEveryHour(String cron) {
    assertThat(QuartzCron.parse(cron).everyHour()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 */2 * * ?", "0 * 3 * * ?", "0 0 1-23 * * ?", "0 0 12 * * ? 2030"})
  void theseAreNot(String cron) {
    assertThat(QuartzCron.parse(cron).everyHour()).isFalse();
  }

  @Test
  void aYearThatIsOverHasNoNext() {
    QuartzCron cron = QuartzCron.parse(" 0 0 12 1 1 ? 2030 ");
    assertThat(cron.next(LocalDateTime.parse("2029-12-31T00:00")))
        .contains(LocalDateTime.parse("2030-01-01T12:00"));
    assertThat(cron.next(LocalDateTime.parse("2030-01-01T12:00"))).isEmpty();
    assertThat(
            new FireTimes(cron, ZoneId.of("UTC"), Gap.SKIP, Overlap.FIRST)
                .latestDue(Instant.parse("2033-01-01T00:00:00Z")))
        .contains(Instant.parse("2030-01-01T12:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30 2 * * * | it has 5 fields | did you mean \"0 30 2 * * ?\"?",
        "0 30 2 * * * | day-of-week AND a day-of-month | did you mean \"0 30 2 * * ?\"?",
        "0 30 25 * * ? | Hour values must be between 0 and 23 | expected six or seven fields",
        "every night | it has 2 fields | second, minute, hour",
        "0 0 0 ? * XYZ | XYZ | expected six or seven fields"
      })
  void whatIsNoCronSaysWhy(String text, String why, String hint) {
    assertThatThrownBy(() -> QuartzCron.parse(text))
        .isInstanceOf(ScheduleException.class)
        .hasMessageContainingAll("\"" + text + "\"", why, hint);
  }

  private static List<String> slots(
      String cron, String zone, Gap gap, Overlap overlap, LocalDate day) {
    return times(cron, zone, gap, overlap).slotsOn(day).stream().map(Instant::toString).toList();
  }

  private static FireTimes times(String cron, String zone, Gap gap, Overlap overlap) {
    return new FireTimes(QuartzCron.parse(cron), ZoneId.of(zone), gap, overlap);
  }
}
