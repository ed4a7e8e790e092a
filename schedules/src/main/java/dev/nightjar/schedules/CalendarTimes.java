package dev.nightjar.schedules;

import dev.nightjar.run.Calendars;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Times of a schedule, without those of days that a calendar leaves out. */
final class CalendarTimes implements Occurrences {

  private final Occurrences times;
  private final Calendars calendars;

  CalendarTimes(Occurrences times, Calendars calendars) {
    this.times = times;
    this.calendars = calendars;
  }

  @Override
  public List<FireTime> between(Instant from, Instant to) {
    return times.between(from, to).stream().map(this::judged).toList();
  }

  @Override
  public List<FireTime> between(LocalDate from, LocalDate to) {
    return times.between(from, to).stream().map(this::judged).toList();
  }

  private FireTime judged(FireTime time) {
    if (!time.runs()) {
      return time;
    }
    Optional<String> excluded = calendars.excludes(time.date());
    if (excluded.isPresent()) {
      return new FireTime(time.at(), time.named(), false, "skipped: " + excluded.get());
    }
    String unknown = calendars.unknown(time.date()).map(u -> "calendar " + u).orElse("");
    String both = time.note().isEmpty() || unknown.isEmpty() ? "" : "; ";
    return unknown.isEmpty()
        ? time
        : new FireTime(time.at(), time.named(), true, time.note() + both + unknown);
  }
}
