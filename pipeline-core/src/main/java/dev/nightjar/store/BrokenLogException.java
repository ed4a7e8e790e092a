package dev.nightjar.store;

import java.io.IOException;

/** A log is not the gap-free chain of entries that was written. */
public final class BrokenLogException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Names the entry's key, and says what was expected and found. */
  public BrokenLogException(ObjectKey key, String what) {
    super("the log is damaged at " + key + ": " + what);
  }
}
