package dev.nightjar.schedules;

import dev.nightjar.run.BackfillOptions;

/**
 * What somebody wants of a backfill.
 *
 * @param nights which ones
 * @param promote whether they move the real champion; otherwise they write a shadow history
 * @param options how
 */
public record BackfillRequest(BackfillNights nights, boolean promote, BackfillOptions options) {

  /** The lane that its nights run in. */
  public String lane() {
    return promote ? "" : nights.shadow();
  }
}
