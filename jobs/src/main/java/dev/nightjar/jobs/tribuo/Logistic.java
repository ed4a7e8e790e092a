package dev.nightjar.jobs.tribuo;

/** The logistic function. StrictMath: the same bits on every platform. */
final class Logistic {

  private Logistic() {}

  /** 1 / (1 + e^−x), without overflow. */
  static double sigmoid(double x) {
    if (x >= 0) {
      return 1 / (1 + StrictMath.exp(-x));
    }
    double e = StrictMath.exp(x);
    return e / (1 + e);
  }

  /** ln(1 + e^x), without overflow. */
  static double softplus(double x) {
    return x > 0 ? x + StrictMath.log1p(StrictMath.exp(-x)) : StrictMath.log1p(StrictMath.exp(x));
  }
}
