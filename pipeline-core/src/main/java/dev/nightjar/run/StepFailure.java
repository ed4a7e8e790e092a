package dev.nightjar.run;

/** Thrown by a step that knows what kind of failure it met. The message is for people. */
public final class StepFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final FailureClass failureClass;

  public StepFailure(FailureClass failureClass, String message) {
    super(message);
    this.failureClass = failureClass;
  }

  public StepFailure(FailureClass failureClass, String message, Throwable cause) {
    super(message, cause);
    this.failureClass = failureClass;
  }

  /** What kind of failure. */
  public FailureClass failureClass() {
    return failureClass;
  }
}
