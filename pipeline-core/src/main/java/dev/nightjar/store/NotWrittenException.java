package dev.nightjar.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Creating an object failed, and it is certain that this call wrote nothing. */
public final class NotWrittenException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Says in words what could not be written and why. */
  public NotWrittenException(String message, @Nullable IOException cause) {
    super(message, cause);
  }
}
