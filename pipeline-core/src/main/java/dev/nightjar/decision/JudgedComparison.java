package dev.nightjar.decision;

import dev.nightjar.statistics.Comparison;
import java.util.List;

/**
 * A {@link Comparison} with what its interval says, for readers who have no policy.
 *
 * @param outcome by the whole interval, whatever the gates ask
 */
public record JudgedComparison(
    String metric,
    String against,
    String testSet,
    String slice,
    double difference,
    double low,
    double high,
    double confidence,
    double pValue,
    String method,
    long n,
    Outcome outcome) {

  /** On which side of 0 an interval lies. */
  public enum Outcome {
    BETTER,
    WORSE,
    UNDECIDED,
    NOT_A_NUMBER
  }

  /** One for each, in their order. */
  public static List<JudgedComparison> all(List<Comparison> comparisons) {
    return comparisons.stream().map(JudgedComparison::of).toList();
  }

  private static JudgedComparison of(Comparison c) {
    return new JudgedComparison(
        c.metric(),
        c.against(),
        c.testSet(),
        c.slice(),
        c.difference(),
        c.low(),
        c.high(),
        c.confidence(),
        c.pValue(),
        c.method(),
        c.n(),
        outcome(c));
  }

  private static Outcome outcome(Comparison c) {
    if (Double.isNaN(c.low()) || Double.isNaN(c.high())) {
      return Outcome.NOT_A_NUMBER;
    }
    return c.low() > 0 ? Outcome.BETTER : c.high() < 0 ? Outcome.WORSE : Outcome.UNDECIDED;
  }

  Comparison comparison() {
    return new Comparison(
        metric, against, testSet, slice, difference, low, high, confidence, pValue, method, n);
  }
}
