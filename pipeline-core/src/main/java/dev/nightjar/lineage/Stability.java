package dev.nightjar.lineage;

/**
 * The population stability index of two counts over the same bins: the sum of (q − p) ln(q / p)
 * over shares p and q, which is Jeffreys' symmetric divergence (Kullback and Leibler, On
 * Information and Sufficiency, 1951; as an index, Siddiqi, Credit Risk Scorecards, 2006, where 0.1
 * and 0.25 are read as some and as much). Half a row is added to each bin, so that an empty one is
 * no infinity.
 *
 * <p>Were both drawn from the same rows it would be about (k − 1)(1/n + 1/m), for k bins that are
 * not empty and n and m rows (Yurdakul, Statistical Properties of Population Stability Index,
 * 2018).
 */
public final class Stability {

  private static final double HALF = 0.5;

  private Stability() {}

  /** The index; both arrays have the same length and at least one row each. */
  public static double index(long[] before, long[] after) {
    double bins = bins(before, after);
    double n = total(before) + HALF * bins;
    double m = total(after) + HALF * bins;
    double sum = 0;
    for (int i = 0; i < before.length; i++) {
      if (before[i] > 0 || after[i] > 0) {
        double p = (before[i] + HALF) / n;
        double q = (after[i] + HALF) / m;
        sum += (q - p) * Math.log(q / p);
      }
    }
    return sum;
  }

  /** What the index would be by chance. */
  public static double byChance(long[] before, long[] after) {
    return Math.max(0, bins(before, after) - 1) * (1 / total(before) + 1 / total(after));
  }

  private static int bins(long[] before, long[] after) {
    int bins = 0;
    for (int i = 0; i < before.length; i++) {
      bins += before[i] > 0 || after[i] > 0 ? 1 : 0;
    }
    return bins;
  }

  private static double total(long[] counts) {
    double total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }
}
