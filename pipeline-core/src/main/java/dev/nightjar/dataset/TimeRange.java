package dev.nightjar.dataset;

import java.time.LocalDateTime;

/** A half-open interval of local event time: from {@code from}, up to but without {@code to}. */
public record TimeRange(LocalDateTime from, LocalDateTime to) {

  /** Throws {@link IllegalArgumentException} when {@code to} is before {@code from}. */
  public TimeRange {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "a range ends at or after its start: " + from + " … " + to);
    }
  }

  /** Whether the two share an instant. */
  public boolean overlaps(TimeRange other) {
    return from.isBefore(other.to) && other.from.isBefore(to);
  }

  /** In words: its first and last day, or its ends where those are no days. */
  public String words() {
    if (isEmpty()) {
      return "empty";
    }
    boolean days =
        from.equals(from.toLocalDate().atStartOfDay())
            && to.equals(to.toLocalDate().atStartOfDay());
    return days ? from.toLocalDate() + " to " + to.toLocalDate().minusDays(1) : from + " to " + to;
  }

  /** Whether the range holds no instant. */
  public boolean isEmpty() {
    return from.equals(to);
  }
}
