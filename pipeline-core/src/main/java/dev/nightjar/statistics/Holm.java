package dev.nightjar.statistics;

/**
 * P-values of several tests, corrected so that the chance of one false finding or more is at most
 * the level, however the tests depend on each other.
 *
 * <p>Source: Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal
 * of Statistics 6 (1979).
 */
public final class Holm {

  private Holm() {}

  /**
   * The corrected p-values, in the order of the given ones: with p(1) ≤ … ≤ p(k), that of p(j) is
   * the greatest of (k − i + 1) · p(i) for i ≤ j, and at most 1. A test whose corrected p-value is
   * at most α is a finding at the family's level α.
   *
   * @param p between 0 and 1, 1 for what could not be tested
   */
  public static double[] corrected(double[] p) {
    int[] order = Ascending.order(p);
    double[] corrected = new double[p.length];
    double greatest = 0;
    for (int i = 0; i < order.length; i++) {
      greatest = Math.max(greatest, (p.length - i) * p[order[i]]);
      corrected[order[i]] = Math.min(1, greatest);
    }
    return corrected;
  }
}
