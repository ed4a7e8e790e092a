package dev.nightjar.jobs.tribuo;

import dev.nightjar.dataset.DataException;
import dev.nightjar.model.Matrix;

/** Rows that a trainer can be given. */
record TrainingRows(Matrix matrix, Labels labels) {

  /** Labels of 0 and 1, both there. */
  @SuppressWarnings("ArrayRecordComponent")
  record Labels(byte[] values, int positives) {
    int rows() {
      return values.length;
    }
  }

  /**
   * Rows with at least one column of finite numbers.
   *
   * @throws DataException when there are no rows, no columns or one label only
   */
  static TrainingRows finite(Matrix matrix, byte[] labels) {
    TrainingRows rows = withGaps(matrix, labels);
    for (float value : matrix.values()) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(
            "this trainer takes standardised rows with missing numbers filled in, not " + value);
      }
    }
    return rows;
  }

  /** As {@link #finite}, but NaN may stand for missing. */
  static TrainingRows withGaps(Matrix matrix, byte[] labels) {
    TrainingRows rows = new TrainingRows(matrix, labels(matrix, labels));
    if (matrix.columns() == 0) {
      throw new DataException(
          "No feature has more than one value in the training rows: there is nothing to learn from.");
    }
    return rows;
  }

  /** The labels alone, for a trainer that looks at no feature. */
  static Labels labels(Matrix matrix, byte[] labels) {
    if (labels.length != matrix.rows()) {
      throw new IllegalArgumentException(matrix.rows() + " rows, " + labels.length + " labels");
    }
    if (labels.length == 0) {
      throw new DataException("There are no training rows.");
    }
    int positives = 0;
    for (byte label : labels) {
      if (label != 0 && label != 1) {
        throw new IllegalArgumentException("a label is 0 or 1, not " + label);
      }
      positives += label;
    }
    if (positives == 0 || positives == labels.length) {
      throw new DataException(
          "All "
              + labels.length
              + " training rows have the label "
              + (positives == 0 ? 0 : 1)
              + ": a model needs rows of both.");
    }
    return new Labels(labels, positives);
  }
}
