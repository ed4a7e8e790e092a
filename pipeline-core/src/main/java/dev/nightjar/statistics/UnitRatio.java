package dev.nightjar.statistics;

/**
 * A mean over rows that come in units: the ratio of the units' sums to their rows, with its
 * linearised variance. Source: Cochran, Sampling Techniques (1977), 6.3; the factor U/(U−1) as in
 * survey practice.
 *
 * @param units units with at least one row
 * @param rows all rows
 * @param value sum over rows, NaN without rows
 * @param variance of the value between units, NaN with fewer than two units
 */
record UnitRatio(long units, double rows, double value, double variance) {

  /** Units with no rows do not count. */
  static UnitRatio of(double[] sums, double[] rows) {
    long units = 0;
    double all = 0;
    double total = 0;
    for (int u = 0; u < rows.length; u++) {
      if (rows[u] > 0) {
        units++;
        all += rows[u];
        total += sums[u];
      }
    }
    double value = total / all;
    double squares = 0;
    for (int u = 0; u < rows.length; u++) {
      double residual = sums[u] - value * rows[u];
      squares += rows[u] > 0 ? residual * residual : 0;
    }
    double variance = units < 2 ? Double.NaN : units / (units - 1.0) * squares / (all * all);
    return new UnitRatio(units, all, value, variance);
  }

  /**
   * How many independent rows would know as much: the rows over the design effect, never more than
   * the rows; the number of units when the rows vary too little to tell. Source: Rao and Scott,
   * Biometrics 48 (1992); the cap: Korn and Graubard, Survey Methodology 24 (1998).
   *
   * @param independent the variance that the value had if rows were independent
   */
  double effectiveRows(double independent) {
    return independent > 0 ? rows / Math.max(1, variance / independent) : units;
  }
}
