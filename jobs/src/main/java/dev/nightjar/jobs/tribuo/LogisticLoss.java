package dev.nightjar.jobs.tribuo;

/**
 * {@code Σ ln(1 + e^(−±w·x)) + l2/2 · |w|²}, the intercept free of the penalty, with its gradient
 * and its Hessian times a vector. Sums run row by row in one thread, so that the bits never vary.
 */
final class LogisticLoss {

  private final SparseRows rows;
  private final byte[] labels;
  private final double l2;
  private final double[] curvature;

  LogisticLoss(SparseRows rows, byte[] labels, double l2) {
    this.rows = rows;
    this.labels = labels;
    this.l2 = l2;
    this.curvature = new double[rows.rows()];
  }

  int width() {
    return rows.width();
  }

  /** The value at {@code w}; fills its gradient, and remembers the place for {@link #hessian}. */
  double at(double[] w, double[] gradient) {
    int last = rows.width() - 1;
    double penalty = 0;
    for (int column = 0; column < last; column++) {
      gradient[column] = l2 * w[column];
      penalty += w[column] * w[column];
    }
    gradient[last] = 0;
    double loss = 0;
    for (int row = 0; row < labels.length; row++) {
      double logOdds = rows.dot(row, w);
      boolean positive = labels[row] == 1;
      loss += Logistic.softplus(positive ? -logOdds : logOdds);
      double p = Logistic.sigmoid(logOdds);
      curvature[row] = p * (1 - p);
      rows.add(row, positive ? p - 1 : p, gradient);
    }
    return loss + l2 / 2 * penalty;
  }

  /** Fills {@code product} with the Hessian times {@code v}, where {@link #at} last was. */
  void hessian(double[] v, double[] product) {
    int last = rows.width() - 1;
    for (int column = 0; column < last; column++) {
      product[column] = l2 * v[column];
    }
    product[last] = 0;
    for (int row = 0; row < labels.length; row++) {
      rows.add(row, curvature[row] * rows.dot(row, v), product);
    }
  }

  /** The Hessian's diagonal where {@link #at} last was. */
  double[] diagonal() {
    double[] diagonal = new double[rows.width()];
    for (int row = 0; row < labels.length; row++) {
      rows.addSquares(row, curvature[row], diagonal);
    }
    for (int column = 0; column < diagonal.length; column++) {
      // The intercept has no penalty, and no curvature when every row is certain.
      diagonal[column] =
          Math.max(diagonal[column] + (column < diagonal.length - 1 ? l2 : 0), 1e-12);
    }
    return diagonal;
  }
}
