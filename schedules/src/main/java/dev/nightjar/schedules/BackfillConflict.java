package dev.nightjar.schedules;

/** What is asked for does not go together with a backfill as it stands; the message says why. */
public final class BackfillConflict extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  public BackfillConflict(String message, Throwable cause) {
    super(message, cause);
  }
}
