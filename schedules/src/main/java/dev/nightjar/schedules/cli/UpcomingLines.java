package dev.nightjar.schedules.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.nightjar.schedules.FireTime;
import dev.nightjar.schedules.Upcoming;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a schedule has in store, as a table and as JSON. */
final class UpcomingLines {

  private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE", Locale.ROOT);

  private UpcomingLines() {}

  /**
   * A time as JSON has it.
   *
   * @param local ISO 8601 with the zone's offset; without one for a time that does not exist
   * @param utc null: it does not run
   * @param note empty when nothing is to be said
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Row(String local, @Nullable String utc, String note) {}

  /** The rows of the slots, and when asked for of the times that are skipped. */
  static List<Row> rows(Upcoming upcoming, boolean skipped) {
    return upcoming.times().stream()
        .filter(t -> t.runs() || skipped)
        .map(t -> new Row(local(t, upcoming.zone()), t.runs() ? t.at().toString() : null, t.note()))
        .toList();
  }

  /** A line for each time. */
  static void print(Upcoming upcoming, PrintWriter out) {
    if (!upcoming.times().isEmpty()) {
      out.println(line(upcoming.zone().getId(), "UTC", ""));
    }
    for (FireTime time : upcoming.times()) {
      String local =
          WEEKDAY.format(time.runs() ? time.at().atZone(upcoming.zone()) : time.named())
              + " "
              + local(time, upcoming.zone());
      out.println(line(local, time.runs() ? time.at().toString() : "-", time.note()));
    }
  }

  private static String line(String local, String utc, String note) {
    return String.format(Locale.ROOT, "  %-29s  %-20s  %s", local, utc, note).stripTrailing();
  }

  private static String local(FireTime time, ZoneId zone) {
    boolean exists = !zone.getRules().getValidOffsets(time.named()).isEmpty();
    return exists || time.runs()
        ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.at().atZone(zone))
        : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time.named());
  }
}
