package dev.nightjar.statistics;

import java.util.Arrays;

/**
 * The slope of a line through points, which up to 29 % of them cannot lead astray: the median of
 * the slopes of all pairs. Sources: Theil, Proceedings of the Koninklijke Nederlandse Akademie van
 * Wetenschappen 53 (1950); the interval: Sen, "Estimates of the regression coefficient based on
 * Kendall's tau", Journal of the American Statistical Association 63 (1968); for values that are
 * correlated in time: Hamed and Rao, "A modified Mann–Kendall trend test for autocorrelated data",
 * Journal of Hydrology 204 (1998).
 */
public final class TheilSen {

  private TheilSen() {}

  /**
   * The slope, with an interval where the points are enough for one.
   *
   * @param at ascending, no two alike
   * @param values one for each
   * @param confidence one-sided
   * @param overlap how far apart two values are that have nothing in common, in the unit of {@code
   *     at}: nearer ones are correlated by the share that they have; 0: all are independent
   */
  public static Estimate of(double[] at, double[] values, double confidence, double overlap) {
    int n = at.length;
    double[] slopes = new double[n * (n - 1) / 2];
    int pair = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        slopes[pair++] = (values[j] - values[i]) / (at[j] - at[i]);
      }
    }
    if (pair == 0) {
      return Estimate.undefined();
    }
    Arrays.sort(slopes);
    double median = (slopes[(pair - 1) / 2] + slopes[pair / 2]) / 2;
    double reach = Quantile.normal(confidence) * Math.sqrt(variance(n) * correction(at, overlap));
    int least = (int) Math.floor((pair - reach) / 2);
    return least < 1
        ? Estimate.withoutInterval(median)
        : new Estimate(median, slopes[least - 1], slopes[pair - least], Double.NaN);
  }

  /** Of Kendall's S where nothing changes. */
  private static double variance(double n) {
    return n * (n - 1) * (2 * n + 5) / 18;
  }

  private static double correction(double[] at, double overlap) {
    int n = at.length;
    double step = (at[n - 1] - at[0]) / (n - 1);
    if (n < 3 || !(overlap > step)) {
      return 1;
    }
    double sum = 0;
    for (int lag = 1; lag < n; lag++) {
      double shared = Math.max(0, 1 - lag * step / overlap);
      sum += (n - lag) * (n - lag - 1.0) * (n - lag - 2) * shared;
    }
    return 1 + 2 * sum / (n * (n - 1.0) * (n - 2));
  }
}
