package dev.nightjar.gate;

/**
 * What a gate said of one scope.
 *
 * @param gate the rule
 * @param title the rule in words, such as {@code improves auc over champion on recent}
 * @param slice the slice that was judged; empty for all rows
 * @param seen the difference or the value
 * @param low lower end of its interval
 * @param high upper end of its interval
 * @param needed the bound, in the direction of the rule, such as {@code > +0.002}
 * @param n rows, of the metric's own denominator
 * @param outcome what came of it
 * @param sentence what was seen, what was needed, what would have changed the answer
 */
public record GateResult(
    Gate gate,
    String title,
    String slice,
    double seen,
    double low,
    double high,
    String needed,
    long n,
    Outcome outcome,
    String sentence) {

  /** Every outcome has a name; none passes silently. */
  public enum Outcome {
    PASSED,
    FAILED,
    UNDECIDED,
    /** Listed, not gating: fewer rows than {@code min_n}. */
    TOO_SMALL,
    /** There is no champion, or no baseline, to compare with: not gating on a first night. */
    NO_REFERENCE,
    /** The reference is 0, or may be, so that there is no share of it to ask for: undecided. */
    ZERO_REFERENCE,
    /** The measure or slice is not there: undecided. */
    MISSING,
    /** The measure is not a number: undecided. */
    NOT_A_NUMBER,
    /** It would have passed on a test set that was asked too often: undecided. */
    SPENT,
    /** What came of it on a sealed test set is in the verdict, and not said. */
    SEALED
  }
}
