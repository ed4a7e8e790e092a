package dev.nightjar.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CalendarsTest {

  private static final LocalDate THANKSGIVING = LocalDate.parse("2026-11-26");
  private static final LocalDate SATURDAY = LocalDate.parse("2026-12-05");
  private static final LocalDate LAST = LocalDate.parse("2026-12-31");
  private static final LocalDate BEYOND = LocalDate.parse("2027-11-25");

  private static final DayCalendar HOLIDAYS =
      new DayCalendar(
          "us-holidays",
          Set.of(),
          new TreeMap<>(Map.of(THANKSGIVING, "Thanksgiving", LocalDate.parse("2026-12-25"), "")),
          new TreeMap<>(),
          LocalDate.parse("2026-01-01"),
          LAST);

  private static final DayCalendar BUSINESS =
      new DayCalendar(
          "trading",
          EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
          new TreeMap<>(Map.of(SATURDAY, "catching up")),
          new TreeMap<>(Map.of(THANKSGIVING, "Thanksgiving")),
          LocalDate.parse("2026-01-01"),
          LAST);

  @Test
  void aHolidayIsLeftOut() {
    Calendars calendars = new Calendars(List.of(HOLIDAYS), null);
    assertThat(calendars.excludes(THANKSGIVING)).contains("us-holidays (Thanksgiving)");
    assertThat(calendars.excludes(LocalDate.parse("2026-12-25"))).contains("us-holidays (Friday)");
    assertThat(calendars.excludes(SATURDAY)).isEmpty();
    assertThat(Calendars.none().excludes(THANKSGIVING)).isEmpty();
    assertThat(Calendars.none().unknown(THANKSGIVING)).isEmpty();
  }

  @Test
  void onlyBusinessDaysAreKept() {
    Calendars calendars = new Calendars(List.of(), BUSINESS);
    assertThat(calendars.excludes(THANKSGIVING)).contains("trading (Thanksgiving)");
    assertThat(calendars.excludes(THANKSGIVING.plusDays(1))).isEmpty();
    assertThat(calendars.excludes(THANKSGIVING.plusDays(2))).contains("trading (Saturday)");
    assertThat(calendars.excludes(SATURDAY)).as("a working Saturday").isEmpty();
  }

  @Test
  void whatACalendarDoesNotKnowLeavesNoDayOut() {
    Calendars holidays = new Calendars(List.of(HOLIDAYS), BUSINESS);
    assertThat(holidays.excludes(BEYOND)).isEmpty();
    assertThat(holidays.unknown(BEYOND)).contains("us-holidays ends on 2026-12-31");
    assertThat(holidays.unknown(LocalDate.parse("2025-12-31")))
        .contains("us-holidays begins on 2026-01-01");
    assertThat(holidays.unknown(LAST)).isEmpty();
    assertThat(holidays.excludes(LocalDate.parse("2027-11-27")))
        .as("days of the week are known for ever")
        .contains("trading (Saturday)");
    DayCalendar dates =
        new DayCalendar(
            "month-ends", Set.of(), new TreeMap<>(Map.of(LAST, "")), new TreeMap<>(), null, LAST);
    assertThat(new Calendars(List.of(), dates).excludes(SATURDAY)).isPresent();
    assertThat(new Calendars(List.of(), dates).excludes(BEYOND)).isEmpty();
  }

  @Test
  void aCalendarThatEndsSaysSoAMonthBefore() {
    Calendars calendars = new Calendars(List.of(HOLIDAYS), null);
    assertThat(calendars.ending(LAST.minusDays(31))).isEmpty();
    assertThat(calendars.ending(LAST.minusDays(30)))
        .containsExactly("calendar us-holidays ends on 2026-12-31: continue its file");
    assertThat(calendars.ending(LAST))
        .containsExactly("calendar us-holidays ends on 2026-12-31: continue its file");
    assertThat(calendars.ending(BEYOND))
        .containsExactly("calendar us-holidays has ended on 2026-12-31: continue its file");
  }

  @Test
  void aCalendarDoesNotEndBeforeItBegins() {
    assertThatThrownBy(
            () -> new DayCalendar("c", Set.of(), new TreeMap<>(), new TreeMap<>(), BEYOND, LAST))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
