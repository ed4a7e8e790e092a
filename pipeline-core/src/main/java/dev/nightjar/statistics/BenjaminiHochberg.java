package dev.nightjar.statistics;

/**
 * P-values of several tests, corrected so that of what is found at most a share is expected to be
 * false, where the tests are independent or depend on each other positively.
 *
 * <p>Source: Benjamini and Hochberg, "Controlling the false discovery rate", Journal of the Royal
 * Statistical Society B 57 (1995).
 */
public final class BenjaminiHochberg {

  private BenjaminiHochberg() {}

  /**
   * The corrected p-values, in the order of the given ones: with p(1) ≤ … ≤ p(m), that of p(j) is
   * the smallest of m · p(i) / i for i ≥ j, and at most 1.
   *
   * @param p between 0 and 1, 1 for what could not be tested
   */
  public static double[] corrected(double[] p) {
    return corrected(p, p.length);
  }

  /**
   * The same with another factor than the number of tests, which pays for any dependence.
   *
   * @param factor at least the number of tests
   */
  static double[] corrected(double[] p, double factor) {
    int[] order = Ascending.order(p);
    double[] corrected = new double[p.length];
    double least = 1;
    for (int i = order.length - 1; i >= 0; i--) {
      least = Math.min(least, factor * p[order[i]] / (i + 1));
      corrected[order[i]] = least;
    }
    return corrected;
  }
}
