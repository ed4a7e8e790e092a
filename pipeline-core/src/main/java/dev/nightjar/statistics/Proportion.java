package dev.nightjar.statistics;

import org.apache.commons.statistics.distribution.BetaDistribution;

/** Intervals for one proportion. Their p-value is NaN: no hypothesis is tested. */
public final class Proportion {

  private Proportion() {}

  /**
   * Wilson's score interval: Wilson, "Probable inference, the law of succession, and statistical
   * inference", JASA 22 (1927). NaN without rows.
   */
  public static Estimate wilson(long hits, long n, double confidence) {
    check(hits, n);
    double z = Quantile.normal(confidence);
    return n == 0 ? Estimate.undefined() : score((double) hits / n, (double) n, z);
  }

  /**
   * The exact interval of Clopper and Pearson, "The use of confidence or fiducial limits
   * illustrated in the case of the binomial", Biometrika 26 (1934). NaN without rows.
   */
  public static Estimate clopperPearson(long hits, long n, double confidence) {
    check(hits, n);
    Quantile.check(confidence);
    if (n == 0) {
      return Estimate.undefined();
    }
    double low =
        hits == 0
            ? 0
            : BetaDistribution.of((double) hits, n - hits + 1.0)
                .inverseCumulativeProbability(1 - confidence);
    double high =
        hits == n
            ? 1
            : BetaDistribution.of(hits + 1.0, (double) (n - hits))
                .inverseCumulativeProbability(confidence);
    return new Estimate((double) hits / n, low, high, Double.NaN);
  }

  /**
   * The same for rows that come in units: with the effective number of rows, and for the few units
   * the squared ratio of Student's quantiles. Source: Korn and Graubard, Survey Methodology 24
   * (1998). No interval with fewer than two units.
   *
   * @param hits of each unit
   * @param rows of each unit; units without rows do not count
   */
  public static Estimate clopperPearson(double[] hits, double[] rows, double confidence) {
    Quantile.check(confidence);
    UnitRatio ratio = UnitRatio.of(hits, rows);
    if (ratio.units() < 2) {
      return Estimate.withoutInterval(ratio.value());
    }
    double share = ratio.value();
    double known =
        Quantile.t(confidence, ratio.rows() - 1) / Quantile.t(confidence, ratio.units() - 1.0);
    double n = ratio.effectiveRows(share * (1 - share) / ratio.rows()) * known * known;
    double x = share * n;
    double low =
        share == 0
            ? 0
            : BetaDistribution.of(x, n - x + 1).inverseCumulativeProbability(1 - confidence);
    double high =
        share == 1 ? 1 : BetaDistribution.of(x + 1, n - x).inverseCumulativeProbability(confidence);
    return new Estimate(share, low, high, Double.NaN);
  }

  /**
   * Wilson's interval for rows that come in units: with the effective number of rows (Korn and
   * Graubard, Survey Methodology 24 (1998)) and Student's quantile with units − 1 degrees of
   * freedom. No interval with fewer than two units.
   *
   * @param hits of each unit
   * @param rows of each unit; units without rows do not count
   */
  public static Estimate clustered(double[] hits, double[] rows, double confidence) {
    Quantile.check(confidence);
    UnitRatio ratio = UnitRatio.of(hits, rows);
    if (ratio.units() < 2) {
      return Estimate.withoutInterval(ratio.value());
    }
    double share = ratio.value();
    double effective = ratio.effectiveRows(share * (1 - share) / ratio.rows());
    return score(share, effective, Quantile.t(confidence, ratio.units() - 1.0));
  }

  private static Estimate score(double share, double n, double z) {
    double square = z * z;
    double centre = (share + square / (2 * n)) / (1 + square / n);
    double reach = z / (1 + square / n) * Math.sqrt(share * (1 - share) / n + square / (4 * n * n));
    double low = share == 0 ? 0 : Math.max(0, centre - reach);
    double high = share == 1 ? 1 : Math.min(1, centre + reach);
    return new Estimate(share, low, high, Double.NaN);
  }

  private static void check(long hits, long n) {
    if (hits < 0 || hits > n) {
      throw new IllegalArgumentException(hits + " of " + n);
    }
  }
}
