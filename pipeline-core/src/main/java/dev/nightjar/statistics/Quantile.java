package dev.nightjar.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Quantiles for one-sided confidence: the interval of ± that many standard errors is central of
 * level 2 × confidence − 1.
 */
final class Quantile {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private Quantile() {}

  /** Throws {@link IllegalArgumentException} unless the confidence is between 1/2 and 1. */
  static double check(double confidence) {
    if (!(confidence > 0.5 && confidence < 1)) {
      throw new IllegalArgumentException("confidence lies between 50 % and 100 %: " + confidence);
    }
    return confidence;
  }

  /** Of the standard normal distribution. */
  static double normal(double confidence) {
    return NORMAL.inverseCumulativeProbability(check(confidence));
  }

  /** Of Student's t; infinite degrees of freedom are the normal distribution. */
  static double t(double confidence, double degrees) {
    return Double.isInfinite(degrees)
        ? normal(confidence)
        : TDistribution.of(degrees).inverseCumulativeProbability(check(confidence));
  }

  /** Two-sided p-value of a statistic under Student's t; infinite degrees are the normal. */
  static double twoSided(double statistic, double degrees) {
    if (Double.isNaN(statistic)) {
      return Double.NaN;
    }
    double size = Math.abs(statistic);
    double tail =
        Double.isInfinite(degrees)
            ? NORMAL.survivalProbability(size)
            : TDistribution.of(degrees).survivalProbability(size);
    return Math.min(1, 2 * tail);
  }

  /** The share of the standard normal distribution below {@code z}. */
  static double below(double z) {
    return NORMAL.cumulativeProbability(z);
  }

  /**
   * Value ± quantile standard errors with the p-value of zero; a zero error is an exact value, an
   * unknown one no interval.
   */
  static Estimate around(double value, double variance, double confidence, double degrees) {
    double error = Math.sqrt(variance);
    if (Double.isNaN(error) || Double.isNaN(value)) {
      return Estimate.withoutInterval(value);
    }
    if (error == 0) {
      return new Estimate(value, value, value, value == 0 ? 1 : 0);
    }
    double reach = t(confidence, degrees) * error;
    return new Estimate(value, value - reach, value + reach, twoSided(value / error, degrees));
  }
}
