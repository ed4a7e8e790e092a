package dev.nightjar.statistics;

/**
 * Draws binomial numbers. Small means by inversion, others by transformed rejection: Hörmann, "The
 * generation of binomial random variates", Journal of Statistical Computation and Simulation 46
 * (1993), algorithm BTRS. Uses {@link StrictMath}, so that a seed gives the same numbers anywhere.
 */
final class BinomialDraw {

  private static final double[] STIRLING = {
    0.08106146679532726,
    0.04134069595540929,
    0.02767792568499834,
    0.02079067210376509,
    0.01664469118982119,
    0.01387612882307075,
    0.01189670994589177,
    0.01041126526197209,
    0.009255462182712733,
    0.00833056343336287
  };

  private BinomialDraw() {}

  /** How many of {@code n} fall where each falls with probability {@code p}. */
  static long draw(CounterRandom random, long n, double p) {
    if (n == 0 || p <= 0) {
      return 0;
    }
    if (p >= 1) {
      return n;
    }
    if (p > 0.5) {
      return n - draw(random, n, 1 - p);
    }
    return n * p < 10 ? invert(random, n, p) : reject(random, n, p);
  }

  private static long invert(CounterRandom random, long n, double p) {
    double odds = p / (1 - p);
    double none = StrictMath.exp(n * StrictMath.log1p(-p));
    while (true) {
      double mass = none;
      double u = random.nextDouble();
      // Beyond this many the mass is below what a double can tell: rounding, so draw again.
      for (long k = 0; k <= Math.min(n, 120); k++) {
        if (u <= mass) {
          return k;
        }
        u -= mass;
        mass *= odds * (n - k) / (k + 1.0);
      }
    }
  }

  private static long reject(CounterRandom random, long n, double p) {
    double odds = p / (1 - p);
    double spread = Math.sqrt(n * p * (1 - p));
    double b = 1.15 + 2.53 * spread;
    double a = -0.0873 + 0.0248 * b + 0.01 * p;
    double centre = n * p + 0.5;
    double squeeze = 0.92 - 4.2 / b;
    double alpha = (2.83 + 5.1 / b) * spread;
    double mode = Math.floor((n + 1) * p);
    while (true) {
      double u = random.nextDouble() - 0.5;
      double v = random.nextDouble();
      double us = 0.5 - Math.abs(u);
      double k = Math.floor((2 * a / us + b) * u + centre);
      if (us >= 0.07 && v <= squeeze) {
        return (long) k;
      }
      if (k < 0 || k > n) {
        continue;
      }
      double bound =
          (mode + 0.5) * StrictMath.log((mode + 1) / (odds * (n - mode + 1)))
              + (n + 1) * StrictMath.log((n - mode + 1) / (n - k + 1))
              + (k + 0.5) * StrictMath.log(odds * (n - k + 1) / (k + 1))
              + stirling(mode)
              + stirling(n - mode)
              - stirling(k)
              - stirling(n - k);
      if (StrictMath.log(v * alpha / (a / (us * us) + b)) <= bound) {
        return (long) k;
      }
    }
  }

  private static double stirling(double k) {
    if (k < STIRLING.length) {
      return STIRLING[(int) k];
    }
    double square = (k + 1) * (k + 1);
    return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (k + 1);
  }
}
