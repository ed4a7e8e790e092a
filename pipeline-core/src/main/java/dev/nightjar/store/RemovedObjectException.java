package dev.nightjar.store;

import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** An object is not there any more because housekeeping removed it. */
public final class RemovedObjectException extends NoSuchFileException {

  private static final long serialVersionUID = 1L;

  private final transient Instant at;
  private final String why;

  /** Says when and by whom it was removed, and why. */
  public RemovedObjectException(ObjectKey key, Instant at, String by, String why) {
    super(
        key.path(),
        null,
        "was removed at " + at.truncatedTo(ChronoUnit.SECONDS) + " by " + by + ": " + why);
    this.at = at;
    this.why = why;
  }

  /** When it was removed. */
  public Instant at() {
    return at;
  }

  /** Whether it went by a rule of retention, and not because nothing named it. */
  public boolean isRetention() {
    return why.startsWith(Tombstones.RETENTION);
  }

  /** Why it was removed. */
  public String why() {
    return why;
  }

  /** As a sentence. */
  @Override
  public String getMessage() {
    return "the object " + getFile() + " " + getReason();
  }
}
