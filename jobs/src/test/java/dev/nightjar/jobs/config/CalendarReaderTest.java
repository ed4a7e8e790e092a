package dev.nightjar.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.run.Calendars;
import dev.nightjar.run.DayCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarReaderTest {

  @TempDir Path dir;

  private static DayCalendar parse(String text) {
    assertThat(CalendarSchemaTest.problems(text)).isEmpty();
    return CalendarReader.parse(Path.of("us-holidays.yaml"), text);
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  @Test
  void aListOfDatesSpeaksForTheirYears() {
    DayCalendar calendar =
        parse(
            """
            - 2026-11-26: Thanksgiving
            - 2027-01-01
            """);
    assertThat(calendar.name()).isEqualTo("us-holidays");
    assertThat(calendar.dates())
        .containsEntry(day("2026-11-26"), "Thanksgiving")
        .containsEntry(day("2027-01-01"), "");
    assertThat(calendar.from()).isEqualTo("2026-01-01");
    assertThat(calendar.to()).isEqualTo("2027-12-31");
  }

  @Test
  void aMappingSaysMore() {
    DayCalendar calendar =
        parse(
            """
            calendar: trading
            from: 2026-02-01
            to: 2026-12-31
            weekdays: [mon, tue, wed, thu, fri]
            dates: [2026-12-05]
            without:
              - 2026-11-26: Thanksgiving
            """);
    assertThat(calendar.name()).isEqualTo("trading");
    assertThat(calendar.weekdays()).hasSize(5).doesNotContain(DayOfWeek.SUNDAY);
    assertThat(calendar.contains(day("2026-12-05"))).isTrue();
    assertThat(calendar.contains(day("2026-11-26"))).isFalse();
    assertThat(calendar.covers(day("2026-01-31"))).isFalse();
    DayCalendar always = parse("weekdays: [sun]\n");
    assertThat(always.from()).isNull();
    assertThat(always.covers(day("2090-01-01"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "- 2026-02-30 | 1: expected a date such as 2011-06-15",
        "- 2026-02-01\\n- 2026-13-01: x | 2: expected a date such as 2026-11-26, found “2026-13-01”",
        "- 2026-02-01\\n- 2026-02-01 | 2: 2026-02-01 stands twice",
        "dates: [2026-02-01]\\nto: 2026-01-15 | 1: 2026-02-01 is not between from 2026-01-01",
        "dates: [2026-02-01]\\nfrom: 2027-01-01\\nto: 2026-01-01 | 3: to 2026-01-01 is before",
        "weekdays: [mno] | did you mean mon?",
        "weekday: [mon] | did you mean weekdays?",
        "calendar: empty | 1: expected weekdays or dates",
        "dates: [2026-02-01]\\nwithout: [2026-02-01] | 2: 2026-02-01 is in dates and in without",
        "dates: [] | expected at least 1 in the list",
        "holiday | expected a mapping with calendar"
      })
  void mistakesAreNamedWithTheirLine(String text, String message) {
    assertThatThrownBy(
            () -> CalendarReader.parse(Path.of("us-holidays.yaml"), text.replace("\\n", "\n")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("us-holidays.yaml:")
        .hasMessageContaining(message);
  }

  @Test
  void aPipelineNamesCalendarsBesideIt() throws IOException {
    Files.writeString(dir.resolve("holidays.yaml"), "- 2026-11-26: Thanksgiving\n");
    Files.writeString(dir.resolve("business.yaml"), "weekdays: [mon, tue, wed, thu, fri]\n");
    Calendars calendars = calendars("{skip: holidays.yaml, only: business.yaml}");
    assertThat(calendars.excludes(day("2026-11-26"))).contains("holidays (Thanksgiving)");
    assertThat(calendars.excludes(day("2026-11-28"))).contains("business (Saturday)");
    assertThat(calendars("{skip: [holidays.yaml, business.yaml]}").skip()).hasSize(2);
    assertThatThrownBy(() -> calendars("{skip: [holidays.yaml, holdays.yaml]}"))
        .hasMessageContaining("p.yaml:")
        .hasMessageContaining("no calendar holdays.yaml")
        .hasMessageContaining("did you mean holidays.yaml?");
    Files.writeString(dir.resolve("holidays.yaml"), "- 2026-11-26\n- Thanksgiving\n");
    assertThatThrownBy(() -> calendars("{skip: holidays.yaml}"))
        .hasMessageContaining("p.yaml:")
        .hasMessageContaining("holidays.yaml:2: expected a date");
    assertThatThrownBy(() -> calendars("{only: \"a\\0b\"}"))
        .hasMessageContaining("expected the name of a file");
  }

  private Calendars calendars(String value) {
    return ScheduleConfigTest.read(dir.resolve("p.yaml"), "calendars: " + value)
        .schedule()
        .calendars();
  }
}
