package dev.nightjar.statistics;

/**
 * P-values of several tests, corrected so that of what is found at most a share is expected to be
 * false, however the tests depend on each other; and intervals for what was found, of which at most
 * that share is expected to miss.
 *
 * <p>Sources: Benjamini and Yekutieli, "The control of the false discovery rate in multiple testing
 * under dependency", Annals of Statistics 29 (2001); "False discovery rate–adjusted multiple
 * confidence intervals for selected parameters", JASA 100 (2005).
 */
public final class BenjaminiYekutieli {

  private BenjaminiYekutieli() {}

  /**
   * The corrected p-values, in the order of the given ones: with p(1) ≤ … ≤ p(m), that of p(j) is
   * the smallest of m · (1 + 1/2 + … + 1/m) · p(i) / i for i ≥ j, and at most 1.
   *
   * @param p between 0 and 1, 1 for what could not be tested
   */
  public static double[] corrected(double[] p) {
    return BenjaminiHochberg.corrected(p, factor(p.length));
  }

  /**
   * What each interval of the selected may miss, so that of them at most the share {@code level} is
   * expected to miss: selected · level / (m · (1 + 1/2 + … + 1/m)). A one-sided level is that of
   * one end.
   *
   * @param selected how many of the tests are found, at least 1
   * @param tests m, how many there are
   */
  public static double miss(int selected, int tests, double level) {
    return selected * level / factor(tests);
  }

  private static double factor(int tests) {
    double sum = 0;
    for (int i = tests; i >= 1; i--) {
      sum += 1.0 / i;
    }
    return tests * sum;
  }
}
