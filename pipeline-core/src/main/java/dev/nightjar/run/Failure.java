package dev.nightjar.run;

/**
 * A failure, for people.
 *
 * @param failureClass what kind
 * @param message one or more lines without a stack trace
 */
public record Failure(FailureClass failureClass, String message) {

  /** What such a failure means, and what to do. */
  public Diagnosis diagnosis() {
    return Diagnosis.of(failureClass);
  }
}
