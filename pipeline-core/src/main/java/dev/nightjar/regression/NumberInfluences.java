package dev.nightjar.regression;

import dev.nightjar.influence.Influences;
import dev.nightjar.regression.NumberMetric.MeanError;
import dev.nightjar.regression.NumberMetric.RootMeanSquare;
import java.util.Objects;

/** How much each row moves a metric of numbers. */
final class NumberInfluences {

  private NumberInfluences() {}

  /**
   * Of a model.
   *
   * @param rows the rows of the slice
   */
  static Influences of(NumberMetric metric, NumberSet set, String model, int[] rows) {
    double[] predicted = Objects.requireNonNull(set.models().get(model));
    if (metric instanceof MeanError mean) {
      return Influences.mean(set, rows, row -> mean.of().error(set.actual()[row], predicted[row]));
    }
    Influences squares =
        Influences.mean(set, rows, row -> square(set.actual()[row] - predicted[row]));
    if (metric instanceof RootMeanSquare) {
      double root = Math.sqrt(squares.value());
      return squares.scaled(root, root == 0 ? 0 : 1 / (2 * root));
    }
    return explained(set, rows, squares);
  }

  private static double square(double value) {
    return value * value;
  }

  // 1 − E/V: the derivative is −E'/V + V' E/V².
  private static Influences explained(NumberSet set, int[] rows, Influences errors) {
    double centre = Influences.mean(set, rows, row -> set.actual()[row]).value();
    Influences spread = Influences.mean(set, rows, row -> square(set.actual()[row] - centre));
    if (!(spread.value() > 0)) {
      return Influences.undefined(errors.rows(), rows.length);
    }
    double ratio = errors.value() / spread.value();
    double[] of = new double[rows.length];
    for (int i = 0; i < of.length; i++) {
      of[i] = (ratio * spread.of()[i] - errors.of()[i]) / spread.value();
    }
    return new Influences(1 - ratio, errors.rows(), of);
  }
}
