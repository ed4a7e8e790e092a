package dev.nightjar.model;

/**
 * Count, range, mean and standard deviation (divisor n) of the numbers that are there.
 *
 * @param n how many numbers are not NaN
 */
record Moments(int n, double min, double max, double mean, double sd) {

  static Moments of(double[] values) {
    int n = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        n++;
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    // From the minimum: a large offset would eat the digits of a small spread.
    double above = 0;
    for (double value : values) {
      above += Double.isNaN(value) ? 0 : value - min;
    }
    double mean = min + above / n;
    double range = max - min;
    double squares = 0;
    double rest = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        // Divided by the range first: squares of very small numbers would vanish.
        double d = (value - mean) / range;
        squares += d * d;
        rest += d;
      }
    }
    double variance = Math.max(0, (squares - rest * rest / n) / n);
    return new Moments(n, min, max, mean, range * Math.sqrt(variance));
  }
}
