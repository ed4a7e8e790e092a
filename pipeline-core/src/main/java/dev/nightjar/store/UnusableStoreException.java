package dev.nightjar.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A store cannot be used as it is set up: trying again does not help, changing a setting does. The
 * message says which.
 */
public final class UnusableStoreException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Says in words what is wrong and what to change. */
  public UnusableStoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
