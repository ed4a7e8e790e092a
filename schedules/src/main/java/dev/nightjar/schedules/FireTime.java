package dev.nightjar.schedules;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * A time that a schedule names, and what becomes of it.
 *
 * @param at when it is due; for one that daylight saving leaves out, the instant at which its gap
 *     ends
 * @param named the time on the wall that the schedule names, which need not exist
 * @param runs whether it is a slot
 * @param note what daylight saving or a calendar does to it, for people; empty when nothing is to
 *     be said, and never empty for a time that does not run
 */
public record FireTime(Instant at, LocalDateTime named, boolean runs, String note)
    implements Comparable<FireTime> {

  /** Throws {@link IllegalArgumentException} when a time does not run and nothing says why. */
  public FireTime {
    if (!runs && note.isEmpty()) {
      throw new IllegalArgumentException("skipped without a reason: " + named);
    }
  }

  /** The day that it belongs to. */
  public LocalDate date() {
    return named.toLocalDate();
  }

  /** By instant, then by the time on the wall. */
  @Override
  public int compareTo(FireTime other) {
    int byInstant = at.compareTo(other.at);
    return byInstant != 0 ? byInstant : named.compareTo(other.named);
  }
}
