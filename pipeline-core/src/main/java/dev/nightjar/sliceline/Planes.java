package dev.nightjar.sliceline;

/**
 * Errors in six bits, each bit of all rows side by side, so that the error of many rows is summed
 * by counting bits. Rounded up: a sum is never too low, and too high by at most 1/63 of the
 * greatest error for each row. Measured on Adult: a search takes half the time.
 */
final class Planes {

  private static final int BITS = 6;
  private static final int LEVELS = (1 << BITS) - 1;

  /** Room for the rounding of the exact sum, which this must not be below. */
  private static final double ROUNDING = 1 + 1e-9;

  private final long[][] planes;
  private final double unit;

  /** Of errors of which at least one is above 0. */
  Planes(double[] errors) {
    planes = new long[BITS][(errors.length + Long.SIZE - 1) / Long.SIZE];
    double max = 0;
    for (double error : errors) {
      max = Math.max(max, error);
    }
    unit = max / LEVELS;
    for (int row = 0; row < errors.length; row++) {
      int level = Math.min(LEVELS, (int) Math.ceil(errors[row] / unit));
      for (int bit = 0; bit < BITS; bit++) {
        planes[bit][row >> 6] |= (long) (level >> bit & 1) << row;
      }
    }
  }

  /**
   * Whether errors are not too small for it, and counting bits is less work than adding the errors
   * of so many rows.
   */
  boolean pay(int size) {
    return unit > 0 && size > 3 * planes[0].length;
  }

  /** At least the sum of these rows' errors. */
  double most(long[] rows) {
    long sum = 0;
    for (int bit = 0; bit < BITS; bit++) {
      long[] plane = planes[bit];
      int count = 0;
      for (int w = 0; w < rows.length; w++) {
        count += Long.bitCount(rows[w] & plane[w]);
      }
      sum += (long) count << bit;
    }
    return sum * unit * ROUNDING;
  }
}
