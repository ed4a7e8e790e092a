package dev.nightjar.schedules;

import dev.nightjar.run.Reprocess;
import java.time.LocalDate;

/**
 * What a backfill covers.
 *
 * @param from first day, in the schedule's zone
 * @param to last day, inclusive
 * @param promote whether its nights move the real champion; otherwise they write a shadow history
 * @param reprocess which slots that are done are run again
 * @param allowDirty whether code with changes that are not committed may promote
 */
public record BackfillRange(
    LocalDate from, LocalDate to, boolean promote, Reprocess reprocess, boolean allowDirty) {

  /** Throws {@link IllegalArgumentException} when the range ends before it begins. */
  public BackfillRange {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("--to " + to + " is before --from " + from);
    }
  }
}
