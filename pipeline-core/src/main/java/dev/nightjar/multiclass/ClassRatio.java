package dev.nightjar.multiclass;

/**
 * A number of one class: {@code a} times the rows that are of it and are called so, over {@code b}
 * times the rows that are of it and {@code c} times those that are called so.
 */
public record ClassRatio(double a, double b, double c) {

  /** The share of a class's rows that are called so. */
  public static final ClassRatio RECALL = new ClassRatio(1, 1, 0);

  /** The share of the rows called so that are of the class. */
  public static final ClassRatio PRECISION = new ClassRatio(1, 0, 1);

  /** The harmonic mean of both. */
  public static final ClassRatio F1 = fBeta(1);

  /** Source: van Rijsbergen, Information Retrieval (1979), chapter 7. */
  public static ClassRatio fBeta(double beta) {
    return new ClassRatio(1 + beta * beta, beta * beta, 1);
  }

  /** The denominator. */
  public double below(double actual, double called) {
    return b * actual + c * called;
  }

  /** How much a row moves the ratio, but for its weight and the denominator. */
  public double pull(boolean actual, boolean called, double ratio) {
    return (actual && called ? a : 0) - ratio * ((actual ? b : 0) + (called ? c : 0));
  }
}
