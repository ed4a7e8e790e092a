package dev.nightjar.sliceline;

/**
 * Scores, and how great those of slices within a slice can be at most.
 *
 * @param alpha weight of the error
 * @param support smallest number of rows
 * @param rows of the whole table: not its columns, as in some implementations, whose bound is then
 *     too low and loses slices
 * @param mean error of all rows, above 0
 */
record Scoring(double alpha, int support, double rows, double mean) {

  /** Room for the rounding of sums that were taken in another order. */
  private static final double ROUNDING = 1e-9;

  double score(double size, double sumError) {
    return alpha * (sumError / size / mean - 1) - (1 - alpha) * (rows / size - 1);
  }

  /**
   * No slice within one of that size, sum and maximum has a greater score: with s rows it has at
   * most the error min(s · max, sum), and the score of that is greatest at one of three sizes.
   */
  double bound(double size, double sumError, double maxError) {
    double turn = Math.min(size, Math.max(support, sumError / maxError));
    return Math.max(
            at(turn, sumError, maxError),
            Math.max(at(support, sumError, maxError), at(size, sumError, maxError)))
        + ROUNDING;
  }

  private double at(double size, double sumError, double maxError) {
    return score(size, Math.min(size * maxError, sumError));
  }
}
