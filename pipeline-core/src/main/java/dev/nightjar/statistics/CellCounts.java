package dev.nightjar.statistics;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * How two samples fall into the same cells, the first taken before, the second after.
 *
 * <p>Both are samples: a test that takes the first as the truth calls every third pair of equal
 * distributions different. Cells that are empty on both sides count for nothing.
 */
@SuppressWarnings("ArrayRecordComponent")
public record CellCounts(long[] before, long[] after) {

  /**
   * Throws {@link IllegalArgumentException} on sides that differ in length, and on a count below 0.
   */
  public CellCounts {
    if (before.length != after.length) {
      throw new IllegalArgumentException(
          before.length + " cells before, " + after.length + " after");
    }
    for (int i = 0; i < before.length; i++) {
      if (before[i] < 0 || after[i] < 0) {
        throw new IllegalArgumentException("a count below 0: " + before[i] + ", " + after[i]);
      }
    }
  }

  /** Rows of the first sample. */
  public long rowsBefore() {
    return sum(before);
  }

  /** Rows of the second sample. */
  public long rowsAfter() {
    return sum(after);
  }

  /** Cells that are not empty, less one. */
  public int degrees() {
    int cells = 0;
    for (int i = 0; i < before.length; i++) {
      cells += before[i] + after[i] > 0 ? 1 : 0;
    }
    return Math.max(0, cells - 1);
  }

  /**
   * Pearson's chi-square of the table of two rows; NaN when a sample is empty. Source: Pearson, "On
   * the probability that two independent distributions of frequency are really samples from the
   * same population", Biometrika 8 (1911).
   */
  public double chiSquared() {
    double n = rowsBefore();
    double m = rowsAfter();
    double sum = 0;
    for (int i = 0; i < before.length; i++) {
      double both = (double) before[i] + after[i];
      double away = before[i] * Math.sqrt(m / n) - after[i] * Math.sqrt(n / m);
      sum += both == 0 ? 0 : away * away / both;
    }
    return sum;
  }

  /**
   * The likelihood ratio G of the same table; NaN when a sample is empty. Source: Wilks, "The
   * likelihood test of independence in contingency tables", Annals of Mathematical Statistics 6
   * (1935).
   */
  public double g() {
    double n = rowsBefore();
    double m = rowsAfter();
    if (n == 0 || m == 0) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = 0; i < before.length; i++) {
      double both = (double) before[i] + after[i];
      sum += term((double) before[i], both * n / (n + m));
      sum += term((double) after[i], both * m / (n + m));
    }
    return Math.max(0, 2 * sum);
  }

  private static double term(double seen, double expected) {
    return seen == 0 ? 0 : seen * Math.log(seen / expected);
  }

  /**
   * The population stability index Σ (p − q) ln(p / q), a cell that is empty on one side counting
   * half a row there; NaN when a sample is empty. Source: Lewis, "An Introduction to Credit
   * Scoring" (1994); it is Jeffreys' divergence.
   */
  public double psi() {
    double n = rowsBefore();
    double m = rowsAfter();
    double sum = 0;
    for (int i = 0; i < before.length; i++) {
      if (before[i] + after[i] > 0) {
        double p = Math.max((double) before[i], 0.5) / n;
        double q = Math.max((double) after[i], 0.5) / m;
        sum += (p - q) * Math.log(p / q);
      }
    }
    return n == 0 || m == 0 ? Double.NaN : sum;
  }

  /**
   * The greatest distance between the shares up to a cell, of cells in order.
   *
   * @param from the first cell that counts
   */
  public double steps(int from) {
    double n = 0;
    double m = 0;
    for (int i = from; i < before.length; i++) {
      n += before[i];
      m += after[i];
    }
    double first = 0;
    double second = 0;
    double greatest = n == 0 || m == 0 ? Double.NaN : 0;
    for (int i = from; i < before.length; i++) {
      first += before[i] / n;
      second += after[i] / m;
      greatest = Math.max(greatest, Math.abs(first - second));
    }
    return greatest;
  }

  /** The chance of a statistic as great under no difference; 1 where there is but one cell. */
  public double p(double statistic) {
    if (Double.isNaN(statistic)) {
      return Double.NaN;
    }
    return degrees() == 0 ? 1 : ChiSquaredDistribution.of(degrees()).survivalProbability(statistic);
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
