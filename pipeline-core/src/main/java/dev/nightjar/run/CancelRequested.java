package dev.nightjar.run;

/** Somebody wants the run to end. */
public final class CancelRequested extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * The request.
   *
   * @param reason who wants it and why, for people
   */
  public CancelRequested(String reason) {
    super(reason);
  }
}
