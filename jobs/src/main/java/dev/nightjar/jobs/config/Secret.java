package dev.nightjar.jobs.config;

/**
 * A text that is never printed.
 *
 * @param value for the one who needs it
 */
public record Secret(String value) {

  /** Stars. */
  @Override
  public String toString() {
    return "***";
  }
}
