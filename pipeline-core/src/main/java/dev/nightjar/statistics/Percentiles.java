package dev.nightjar.statistics;

/**
 * Percentile intervals of a bootstrap. Source: Efron and Tibshirani, An Introduction to the
 * Bootstrap (1993), 13.3.
 */
final class Percentiles {

  private Percentiles() {}

  /**
   * Which percentile is the upper end. Few units make the interval too narrow: Hesterberg's
   * expanded percentiles, "What teachers should know about the bootstrap", The American
   * Statistician 69 (2015), 5.3.
   *
   * @param degrees units that are resampled less one, at least 1; infinite: rows are independent
   */
  static double level(double confidence, double degrees) {
    return Double.isInfinite(degrees)
        ? Quantile.check(confidence)
        : Quantile.below(Quantile.t(confidence, degrees) * Math.sqrt((degrees + 1) / degrees));
  }

  /** The value with the interval from the replicates around it, which has no p-value. */
  static Estimate around(double value, double[] ascending, int n, double level) {
    return new Estimate(value, at(ascending, n, 1 - level), at(ascending, n, level), Double.NaN);
  }

  /** Between the order statistics, linearly: Hyndman and Fan's type 7. */
  private static double at(double[] ascending, int n, double share) {
    double place = share * (n - 1);
    int below = (int) place;
    int above = Math.min(n - 1, below + 1);
    return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
  }
}
