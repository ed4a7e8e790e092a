package dev.nightjar.statistics;

/**
 * How much a comparison can see. Paired proportions: Connor, "Sample size for testing differences
 * in proportions for the paired-sample design", Biometrics 43 (1987); a normal approximation,
 * within about four points of the exact power. All confidences are one-sided.
 */
public final class ConnorPower {

  private ConnorPower() {}

  /**
   * The share of nights on which a true difference is found.
   *
   * @param n rows
   * @param disagreement share of rows on which exactly one of the models is right
   * @param difference true difference of the proportions, between 0 and the disagreement
   */
  public static double power(double n, double disagreement, double difference, double confidence) {
    double z = Quantile.normal(confidence);
    double spread = Math.sqrt(disagreement - difference * difference);
    return Quantile.below((difference * Math.sqrt(n) - z * Math.sqrt(disagreement)) / spread);
  }

  /** The rows that are needed to find a true difference with that power; rounded up. */
  public static long rows(double disagreement, double difference, double confidence, double power) {
    double found = Quantile.normal(confidence) * Math.sqrt(disagreement);
    double sure = quantile(power) * Math.sqrt(disagreement - difference * difference);
    double root = (found + sure) / difference;
    return (long) Math.ceil(root * root);
  }

  /**
   * The smallest true difference that is found with that power; NaN when even a difference as large
   * as the disagreement is not.
   */
  public static double smallestDifference(
      double n, double disagreement, double confidence, double power) {
    double low = 0;
    // At the disagreement itself, one model is right wherever they differ.
    double high = disagreement;
    if (!(power(n, disagreement, high, confidence) >= power)) {
      return Double.NaN;
    }
    for (int i = 0; i < 100; i++) {
      double middle = (low + high) / 2;
      if (power(n, disagreement, middle, confidence) >= power) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /**
   * The true gain with which a gate "lower end above {@code by}" passes with that power: by +
   * (z(confidence) + z(power)) standard errors.
   */
  public static double passingGain(
      double standardError, double by, double confidence, double power) {
    return by + (Quantile.normal(confidence) + quantile(power)) * standardError;
  }

  /** The standard error that an interval of that one-sided confidence was made from. */
  public static double standardError(double low, double high, double confidence) {
    return (high - low) / (2 * Quantile.normal(confidence));
  }

  // Powers below one half are as good as those above.
  private static double quantile(double power) {
    if (power == 0.5) {
      return 0;
    }
    return power > 0.5 ? Quantile.normal(power) : -Quantile.normal(1 - power);
  }
}
