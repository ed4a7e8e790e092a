package dev.nightjar.evaluation;

/** The evaluation failed a test of itself: its verdicts are not to be trusted. */
public final class SelfTestException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public SelfTestException(String message) {
    super(message);
  }
}
