package dev.nightjar.jobs.jdbc;

import java.time.DateTimeException;
import java.time.Instant;

/** A place in the order of runs: what a page ends with, and the next one begins behind. */
record RunCursor(Instant startedAt, long slotId, int ordinal) {

  String text() {
    return "%d.%d.%d.%d"
        .formatted(startedAt.getEpochSecond(), startedAt.getNano(), slotId, ordinal);
  }

  static RunCursor parse(String text) {
    String[] parts = text.split("\\.", -1);
    try {
      if (parts.length == 4) {
        return new RunCursor(
            Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1])),
            Long.parseLong(parts[2]),
            Integer.parseInt(parts[3]));
      }
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      throw none(text, e);
    }
    throw none(text, null);
  }

  private static IllegalArgumentException none(
      String text, @org.jspecify.annotations.Nullable Exception why) {
    return new IllegalArgumentException(
        "not a cursor: " + text + "; expected the next of an earlier page", why);
  }
}
