package dev.nightjar.statistics;

/**
 * How many rows a test set needs to answer many questions, all of them within {@code epsilon} of
 * the truth at once but for a chance of {@code delta}: Renggli et al., "Continuous integration of
 * machine learning models with ease.ml/ci", MLSys 2019, whose unions of bounds hold for any number
 * of comparisons. That number is given as its natural logarithm, because an adaptive one has no
 * other form. Results are rounded up; a number too large for a {@code long} is its greatest value.
 */
public final class ReuseBound {

  private ReuseBound() {}

  /**
   * For means of values from 0 to 1, each held against a number: Hoeffding, "Probability
   * inequalities for sums of bounded random variables", JASA 58 (1963), one-sided.
   */
  public static long value(double lnCount, double epsilon, double delta) {
    check(lnCount, epsilon, delta);
    return rows((lnCount - Math.log(delta)) / (2 * epsilon * epsilon));
  }

  /** For differences of two such means, each between −1 and 1: Hoeffding, two-sided. */
  public static long difference(double lnCount, double epsilon, double delta) {
    check(lnCount, epsilon, delta);
    return rows(2 * (lnCount - Math.log(delta / 2)) / (epsilon * epsilon));
  }

  /**
   * For differences of two shares whose models disagree on at most this share of rows: Bennett,
   * "Probability inequalities for the sum of independent random variables", JASA 57 (1962),
   * two-sided. Half of delta is left for how well the disagreement is known.
   */
  public static long difference(double lnCount, double epsilon, double delta, double disagreement) {
    check(lnCount, epsilon, delta);
    if (!(disagreement >= 0 && disagreement <= 1)) {
      throw new IllegalArgumentException("a share lies between 0 and 1: " + disagreement);
    }
    double u = epsilon / disagreement;
    double exponent = disagreement * ((1 + u) * Math.log1p(u) - u);
    return rows((lnCount - Math.log(delta / 4)) / exponent);
  }

  private static long rows(double needed) {
    return needed > 0 ? (long) Math.ceil(needed) : 0;
  }

  private static void check(double lnCount, double epsilon, double delta) {
    if (!(lnCount >= 0 && epsilon > 0 && epsilon < 1 && delta > 0 && delta < 1)) {
      throw new IllegalArgumentException(
          "ln of a count from 1 on, epsilon and delta between 0 and 1: %s, %s, %s"
              .formatted(lnCount, epsilon, delta));
    }
  }
}
