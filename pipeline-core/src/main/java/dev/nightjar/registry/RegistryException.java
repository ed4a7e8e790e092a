package dev.nightjar.registry;

/** Something that the registry does not do, in words for the person who asked for it. */
public final class RegistryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what was asked for, what is there, and what to do instead. */
  public RegistryException(String message) {
    super(message);
  }
}
