package dev.nightjar.run;

/**
 * Why a run did not get where it should, and what a person can do: the one place where that is put
 * into words, for terminal, record, report, log and alert.
 *
 * @param cause one line
 * @param advice one line
 */
public record Diagnosis(String cause, String advice) {

  /** Of a failure. */
  static Diagnosis of(FailureClass failure) {
    return new Diagnosis(failure.cause(), failure.advice());
  }

  /** Both in one line. */
  public String sentence() {
    return cause + "; " + advice;
  }
}
