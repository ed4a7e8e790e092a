package dev.nightjar.jobs.config;

import dev.nightjar.dataset.Span;
import dev.nightjar.jobs.config.PipelineShape.Fields;
import dev.nightjar.run.Deadline;
import dev.nightjar.run.Deadlines;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;

/** The shape of {@code deadlines} in a pipeline file, and what it means. */
final class DeadlineShape {

  private static final Shape DEADLINE =
      new Shape.Value(
          "a length of time after the slot such as 3h, or a local time such as \"05:30\"",
          s -> deadline(s.text()),
          Map.of("type", "string", "pattern", "^(\\d{1,6}\\s*[smhdw]|\\d{2}:\\d{2})$"));
  private static final Shape AGE =
      new Shape.Value(
          "a length of time above zero such as 7d",
          s -> age(s.text()),
          Map.of("type", "string", "pattern", "^\\d{1,6}\\s*[smhdw]$"));

  /** All of them. */
  static final Shape DEADLINES =
      new Fields()
          .may("start_by", DEADLINE, "until when a slot's run has to have begun")
          .may("finish_by", DEADLINE, "until when it has to have come to its verdict")
          .may("champion_max_age", AGE, "how long ago the night of the champion may be")
          .build();

  private DeadlineShape() {}

  /** Of a file whose shape was checked. */
  static Deadlines bind(Section section) {
    return new Deadlines(
        section.parsed("start_by", DeadlineShape::deadline),
        section.parsed("finish_by", DeadlineShape::deadline),
        section.parsed("champion_max_age", DeadlineShape::age));
  }

  private static Deadline deadline(String text) {
    if (text.matches("([01]\\d|2[0-3]):[0-5]\\d")) {
      return new Deadline.At(LocalTime.parse(text));
    }
    return new Deadline.After(Span.parse(text).duration());
  }

  private static Duration age(String text) {
    Duration age = Span.parse(text).duration();
    if (age.isZero()) {
      throw new IllegalArgumentException("found " + text);
    }
    return age;
  }
}
