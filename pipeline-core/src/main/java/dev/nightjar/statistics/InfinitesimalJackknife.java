package dev.nightjar.statistics;

/**
 * Covariances of the same number of several models from the influences of rows: the sum of their
 * products, with the factor n/(n − 1) and Student's quantile for n − 1 degrees of freedom. Rows in
 * units: influences are first summed within each unit, and n is the number of units. Source:
 * Jaeckel, "The infinitesimal jackknife", Bell Laboratories MM 72-1215-11 (1972); Efron, The
 * Jackknife, the Bootstrap and Other Resampling Plans (1982), chapter 6. With fewer than two rows
 * (units) the covariances are NaN.
 */
public final class InfinitesimalJackknife {

  private InfinitesimalJackknife() {}

  /**
   * Of influences that the caller has already found.
   *
   * @param sample the rows
   * @param values of each model on these rows
   * @param influences of each model, by row, as {@link OrderStatistic} writes them
   */
  public static Correlated of(Sample sample, double[] values, double[][] influences) {
    int[] units = sample.units();
    return units == null
        ? ofRows(sample, values, influences)
        : ofUnits(sample, units, values, influences);
  }

  /**
   * One number with its interval.
   *
   * @param influences of independent rows, or their sums by unit
   * @param n rows, or units that have any; no interval below two
   */
  public static Estimate estimate(double value, double[] influences, long n, double confidence) {
    Quantile.check(confidence);
    double squares = 0;
    for (double influence : influences) {
      squares += influence * influence;
    }
    return n < 2
        ? Estimate.withoutInterval(value)
        : Quantile.around(value, n / (n - 1.0) * squares, confidence, n - 1.0);
  }

  /**
   * The same of a number that has a least and a greatest value.
   *
   * @param rows of the number's own denominator
   */
  public static Estimate within(
      LogitInterval domain,
      double value,
      double[] influences,
      long n,
      long rows,
      double confidence) {
    Quantile.check(confidence);
    double squares = 0;
    for (double influence : influences) {
      squares += influence * influence;
    }
    return n < 2
        ? Estimate.withoutInterval(value)
        : domain.around(
            value, n / (n - 1.0) * squares, Quantile.t(confidence, n - 1.0), Math.min(n, rows));
  }

  private static Correlated ofRows(Sample sample, double[] values, double[][] influences) {
    int models = values.length;
    double[][] sums = new double[models][models];
    long positives = 0;
    for (int p = sample.from(); p < sample.to(); p++) {
      int row = sample.rows()[p];
      positives += sample.labels()[row];
      for (int i = 0; i < models; i++) {
        for (int j = 0; j <= i; j++) {
          sums[i][j] += influences[i][row] * influences[j][row];
        }
      }
    }
    return join(values, sums, sample.size(), Math.min(positives, sample.size() - positives));
  }

  private static Correlated ofUnits(
      Sample sample, int[] units, double[] values, double[][] influences) {
    int models = values.length;
    double[][] ofUnit = new double[models][sample.unitBound()];
    boolean[][] present = new boolean[2][sample.unitBound()];
    for (int p = sample.from(); p < sample.to(); p++) {
      int row = sample.rows()[p];
      present[sample.labels()[row]][units[row]] = true;
      for (int i = 0; i < models; i++) {
        ofUnit[i][units[row]] += influences[i][row];
      }
    }
    double[][] sums = new double[models][models];
    long[] withLabel = new long[2];
    long any = 0;
    for (int u = 0; u < present[0].length; u++) {
      withLabel[0] += present[0][u] ? 1 : 0;
      withLabel[1] += present[1][u] ? 1 : 0;
      any += present[0][u] || present[1][u] ? 1 : 0;
      for (int i = 0; i < models; i++) {
        for (int j = 0; j <= i; j++) {
          sums[i][j] += ofUnit[i][u] * ofUnit[j][u];
        }
      }
    }
    return join(values, sums, any, Math.min(withLabel[0], withLabel[1]));
  }

  private static Correlated join(double[] values, double[][] sums, long n, long scarcer) {
    double factor = n < 2 ? Double.NaN : n / (n - 1.0);
    for (int i = 0; i < sums.length; i++) {
      for (int j = 0; j <= i; j++) {
        sums[i][j] *= factor;
        sums[j][i] = sums[i][j];
      }
    }
    return new Correlated(values, sums, Math.max(1, n - 1.0), scarcer);
  }
}
