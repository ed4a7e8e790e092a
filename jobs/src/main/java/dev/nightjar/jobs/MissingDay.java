package dev.nightjar.jobs;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What the snapshot step hands on when the night's last day has not arrived by its deadline.
 *
 * @param dataset that lacks it
 * @param day the missing day, also the name of its segment
 * @param deadline until when it was waited for
 * @param zone of the schedule
 */
record MissingDay(String dataset, LocalDate day, Instant deadline, String zone) {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  /** One line. */
  String sentence() {
    return "The day %s of dataset %s has not arrived by its deadline, %s."
        .formatted(day, dataset, until());
  }

  /** The deadline on the schedule's clock. */
  String until() {
    return MINUTE.format(deadline.atZone(ZoneId.of(zone))) + " " + zone;
  }

  /** How to go on. */
  List<String> advice() {
    return List.of(
        "When its file is there: `nightjar dataset add %s FILE… --by day`, then run the night again."
            .formatted(dataset),
        "If no rows of that day will ever come, say so in the pipeline file: `exclude: [%s]` under `dataset`."
                .formatted(day)
            + " Without `data_deadline` no day is waited for.");
  }
}
