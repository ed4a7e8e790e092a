package dev.nightjar.statistics;

/**
 * Intervals on the logit of a number's place within its domain, so that they never leave it.
 * Source: Agresti, Categorical Data Analysis (2013), 16.1. Where the rows seen cannot vary the
 * number, as when every decision is right, they end at z²/(n + z²), as Wilson's does.
 *
 * @param least smallest value of the number, finite
 * @param greatest greatest value, finite
 */
public record LogitInterval(double least, double greatest) {

  // Below this an error is what differentiation leaves of zero.
  private static final double NONE = 1e-7;

  /**
   * Of a number with that variance.
   *
   * @param z quantile
   * @param n rows of the number's own denominator
   */
  Estimate around(double value, double variance, double z, long n) {
    if (Double.isNaN(value)) {
      return Estimate.undefined();
    }
    double width = greatest - least;
    double share = (value - least) / width;
    double error = Math.sqrt(variance) / width / (share * (1 - share));
    if (!(share > 0 && share < 1) || error < NONE) {
      double reach = z * z / (n + z * z);
      return new Estimate(value, value - reach, value + reach, Double.NaN).within(least, greatest);
    }
    double logit = StrictMath.log(share / (1 - share));
    return new Estimate(
        value, at(logit - z * error, width), at(logit + z * error, width), Double.NaN);
  }

  private double at(double logit, double width) {
    return least + width / (1 + StrictMath.exp(-logit));
  }
}
