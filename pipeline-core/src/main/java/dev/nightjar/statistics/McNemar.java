package dev.nightjar.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * McNemar's tests of two models on the same rows: McNemar, "Note on the sampling error of the
 * difference between correlated proportions", Psychometrika 12 (1947); mid-p: Fagerland, Lydersen
 * and Laake, BMC Medical Research Methodology 13:91 (2013). Under no difference the rows that only
 * the second model gets right are binomial among the b + c rows on which they differ.
 *
 * @param b rows that only the first model gets right
 * @param c rows that only the second model gets right
 */
public record McNemar(long b, long c) {

  /** Throws {@link IllegalArgumentException} on negative counts and on more than 2³¹ rows. */
  public McNemar {
    if (b < 0 || c < 0 || b + c > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("discordant rows: " + b + " and " + c);
    }
  }

  /** Exact two-sided p-value: min(1, 2 P(X ≤ min(b, c))); 1 when the models never differ. */
  public double exact() {
    return Math.min(1, 2 * half().cumulativeProbability((int) Math.min(b, c)));
  }

  /** Two-sided mid-p: 2 P(X ≤ min(b, c)) − P(X = min(b, c)), at most 1. */
  public double midP() {
    int least = (int) Math.min(b, c);
    return Math.min(1, 2 * half().cumulativeProbability(least) - half().probability(least));
  }

  /** Exact one-sided p-value of "the second is better": P(X ≥ c). */
  public double secondBetter() {
    return c == 0 ? 1 : half().survivalProbability((int) c - 1);
  }

  /** (b − c)² / (b + c); NaN when the models never differ. */
  public double chiSquared() {
    return (double) (b - c) * (b - c) / (b + c);
  }

  /** p-value of {@link #chiSquared}; 1 when the models never differ. */
  public double chiSquaredP() {
    return tail(chiSquared());
  }

  /** Edwards' continuity correction: (|b − c| − 1)² / (b + c); NaN when they never differ. */
  public double corrected() {
    double distance = Math.abs(b - c) - 1.0;
    return distance * distance / (b + c);
  }

  /** p-value of {@link #corrected}; 1 when the models never differ. */
  public double correctedP() {
    return b + c == 0 ? 1 : tail(corrected());
  }

  private BinomialDistribution half() {
    return BinomialDistribution.of((int) (b + c), 0.5);
  }

  private static double tail(double statistic) {
    return Double.isNaN(statistic)
        ? 1
        : ChiSquaredDistribution.of(1).survivalProbability(statistic);
  }
}
