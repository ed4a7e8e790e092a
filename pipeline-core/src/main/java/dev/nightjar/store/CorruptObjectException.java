package dev.nightjar.store;

import java.io.IOException;

/** An object's bytes are not those that its name promises. */
public final class CorruptObjectException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Names the object, and what was expected and found: digests, or sizes in words. */
  public CorruptObjectException(ObjectKey key, String expected, String found) {
    super("the object " + key + " is damaged: expected " + expected + ", but found " + found);
  }
}
