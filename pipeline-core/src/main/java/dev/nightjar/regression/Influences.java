package dev.nightjar.regression;

import dev.nightjar.regression.NumberMetric.MeanError;
import dev.nightjar.regression.NumberMetric.RootMeanSquare;
import java.util.Objects;

/**
 * A metric of some rows, and how much each row moves it.
 *
 * @param value NaN when it is undefined
 * @param rows that count: the metric's own denominator
 * @param of for each of the rows its share of the weight times the influence function there: the
 *     first derivative of the metric in the weight of the row; NaN for rows that do not count. They
 *     sum to 0
 */
@SuppressWarnings("ArrayRecordComponent")
record Influences(double value, long rows, double[] of) {

  /**
   * Of a model.
   *
   * @param rows the rows of the slice
   */
  static Influences of(NumberMetric metric, NumberSet set, String model, int[] rows) {
    double[] predicted = Objects.requireNonNull(set.models().get(model));
    if (metric instanceof MeanError mean) {
      return mean(set, rows, row -> mean.of().error(set.actual()[row], predicted[row]));
    }
    Influences squares = mean(set, rows, row -> square(set.actual()[row] - predicted[row]));
    if (metric instanceof RootMeanSquare) {
      double root = Math.sqrt(squares.value);
      return squares.scaled(root, root == 0 ? 0 : 1 / (2 * root));
    }
    return explained(set, rows, squares);
  }

  private static double square(double value) {
    return value * value;
  }

  // 1 − E/V: the derivative is −E'/V + V' E/V².
  private static Influences explained(NumberSet set, int[] rows, Influences errors) {
    double centre = mean(set, rows, row -> set.actual()[row]).value;
    Influences spread = mean(set, rows, row -> square(set.actual()[row] - centre));
    if (!(spread.value > 0)) {
      return new Influences(Double.NaN, errors.rows, new double[rows.length]);
    }
    double ratio = errors.value / spread.value;
    double[] of = new double[rows.length];
    for (int i = 0; i < of.length; i++) {
      of[i] = (ratio * spread.of[i] - errors.of[i]) / spread.value;
    }
    return new Influences(1 - ratio, errors.rows, of);
  }

  private Influences scaled(double value, double by) {
    double[] scaled = of.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= by;
    }
    return new Influences(value, rows, scaled);
  }

  /** A number of a row; NaN: it does not count. */
  @FunctionalInterface
  private interface RowValue {
    double of(int row);
  }

  private static Influences mean(NumberSet set, int[] rows, RowValue value) {
    double[] of = new double[rows.length];
    double weight = 0;
    double sum = 0;
    long counted = 0;
    for (int i = 0; i < rows.length; i++) {
      of[i] = set.weight(rows[i]) > 0 ? value.of(rows[i]) : Double.NaN;
      if (!Double.isNaN(of[i])) {
        weight += set.weight(rows[i]);
        sum += set.weight(rows[i]) * of[i];
        counted++;
      }
    }
    double mean = weight > 0 ? sum / weight : Double.NaN;
    for (int i = 0; i < rows.length; i++) {
      of[i] = set.weight(rows[i]) / weight * (of[i] - mean);
    }
    return new Influences(mean, counted, of);
  }
}
