package dev.nightjar.statistics;

/**
 * Student's interval for a mean of per-row values, such as the differences of two models' losses on
 * the same rows: Student, "The probable error of a mean", Biometrika 6 (1908).
 */
public final class PairedT {

  private PairedT() {}

  /** The mean of the values; NaN without any, no interval with one. */
  public static Estimate of(double[] values, double confidence) {
    double first = values.length == 0 ? 0 : values[0];
    double sum = 0;
    double squares = 0;
    for (double value : values) {
      double shifted = value - first;
      sum += shifted;
      squares += shifted * shifted;
    }
    return ofShifted(values.length, first, new double[] {sum, squares}, confidence);
  }

  /**
   * The same, from sums that the caller took in one pass.
   *
   * @param n number of values
   * @param origin a number near the values, such as the first of them
   * @param sums sum of the values' distances from the origin, and sum of their squares
   */
  public static Estimate ofShifted(long n, double origin, double[] sums, double confidence) {
    Quantile.check(confidence);
    if (n == 0) {
      return Estimate.undefined();
    }
    double mean = origin + sums[0] / n;
    if (n == 1) {
      return Estimate.withoutInterval(mean);
    }
    double variance = Math.max(0, sums[1] - sums[0] * sums[0] / n) / (n - 1) / n;
    return Quantile.around(mean, variance, confidence, n - 1.0);
  }

  /**
   * The mean of values that were all alike. That does not make them certain: another value may
   * stand in as large a share of all rows as Wilson's interval for none of n ends at, z²/(n + z²).
   *
   * @param span how far, on average, another value may be from those seen
   * @param n independent rows or units
   */
  public static Estimate alike(double value, double span, long n, double confidence) {
    double z = Quantile.normal(confidence);
    double reach = span * z * z / (n + z * z);
    return new Estimate(value, value - reach, value + reach, Double.NaN);
  }

  /**
   * The mean over rows that come in units: ratio of sums with its linearised variance ({@link
   * UnitRatio}), Student's quantile with units − 1 degrees of freedom.
   *
   * @param sums of the values of each unit
   * @param rows of each unit; units without rows do not count
   */
  public static Estimate clustered(double[] sums, double[] rows, double confidence) {
    Quantile.check(confidence);
    UnitRatio ratio = UnitRatio.of(sums, rows);
    return ratio.units() < 2
        ? Estimate.withoutInterval(ratio.value())
        : Quantile.around(ratio.value(), ratio.variance(), confidence, ratio.units() - 1.0);
  }
}
