package dev.nightjar.jobs.tribuo;

import dev.nightjar.model.Matrix;

/**
 * The entries of a matrix that are not zero, row after row: encoded categories are nearly all
 * zeros. A last column of ones stands for the intercept.
 */
final class SparseRows {

  private final int[] starts;
  private final int[] columns;
  private final float[] values;
  private final int width;

  SparseRows(Matrix matrix) {
    int count = 0;
    for (float value : matrix.values()) {
      count += value == 0 ? 0 : 1;
    }
    starts = new int[matrix.rows() + 1];
    columns = new int[count];
    values = new float[count];
    width = matrix.columns() + 1;
    int next = 0;
    int cell = 0;
    for (int row = 0; row < matrix.rows(); row++) {
      for (int column = 0; column < matrix.columns(); column++) {
        float value = matrix.values()[cell++];
        if (value != 0) {
          columns[next] = column;
          values[next++] = value;
        }
      }
      starts[row + 1] = next;
    }
  }

  int rows() {
    return starts.length - 1;
  }

  /** Columns, the intercept among them. */
  int width() {
    return width;
  }

  /** {@code row · w}. */
  double dot(int row, double[] w) {
    double sum = 0;
    for (int i = starts[row]; i < starts[row + 1]; i++) {
      sum += values[i] * w[columns[i]];
    }
    return sum + w[width - 1];
  }

  /** Adds {@code factor × row} to {@code into}. */
  void add(int row, double factor, double[] into) {
    for (int i = starts[row]; i < starts[row + 1]; i++) {
      into[columns[i]] += factor * values[i];
    }
    into[width - 1] += factor;
  }

  /** Adds {@code factor × row²}, entry by entry, to {@code into}. */
  void addSquares(int row, double factor, double[] into) {
    for (int i = starts[row]; i < starts[row + 1]; i++) {
      into[columns[i]] += factor * values[i] * values[i];
    }
    into[width - 1] += factor;
  }
}
