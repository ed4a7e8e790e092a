package dev.nightjar.statistics;

/**
 * A number with its interval.
 *
 * @param value the point estimate, NaN when undefined
 * @param low lower end of the central interval of level 2 × confidence − 1, NaN when there is none
 * @param high upper end of that interval, NaN when there is none
 * @param pValue two-sided, of a true value of zero; NaN when the method has none
 */
public record Estimate(double value, double low, double high, double pValue) {

  private static final Estimate UNDEFINED =
      new Estimate(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  /** Nothing is known: all fields are NaN. */
  public static Estimate undefined() {
    return UNDEFINED;
  }

  /** A known value whose uncertainty is not: the interval is NaN. */
  public static Estimate withoutInterval(double value) {
    return new Estimate(value, Double.NaN, Double.NaN, Double.NaN);
  }

  /** A difference that is zero by construction: the interval is [0, 0]. */
  public static Estimate zero() {
    return new Estimate(0, 0, 0, 1);
  }

  /** The same estimate, seen from the other side. */
  public Estimate negated() {
    // Adding zero turns -0.0 into 0.0, so that nobody reads "-0".
    return new Estimate(-value + 0.0, -high + 0.0, -low + 0.0, pValue);
  }

  /** The same estimate, with an interval that stays inside the domain. NaN ends stay NaN. */
  public Estimate within(double least, double greatest) {
    return new Estimate(
        value,
        Math.min(Math.max(low, least), greatest),
        Math.min(Math.max(high, least), greatest),
        pValue);
  }
}
