package dev.nightjar.regression;

import dev.nightjar.text.Nearest;
import java.util.List;

/** The metrics of numbers that exist. */
public final class NumberMetrics {

  /** Mean of |actual − predicted|. */
  public static final NumberMetric MAE =
      new NumberMetric.MeanError("mae", (actual, predicted) -> Math.abs(actual - predicted));

  /** Root of the mean of (actual − predicted)². */
  public static final NumberMetric RMSE = new NumberMetric.RootMeanSquare("rmse");

  /** 1 − Σ (actual − predicted)² / Σ (actual − mean)². */
  public static final NumberMetric R2 = new NumberMetric.Explained("r2");

  /**
   * Mean of |actual − predicted| / |actual| over the rows whose actual value is not 0: an error has
   * no share of nothing, and a floor under it would weigh those rows above all others.
   */
  public static final NumberMetric MAPE =
      new NumberMetric.MeanError(
          "mape",
          (actual, predicted) ->
              actual == 0 ? Double.NaN : Math.abs(actual - predicted) / Math.abs(actual));

  private static final List<NumberMetric> ALL =
      List.of(MAE, RMSE, R2, MAPE, pinball(0.1), pinball(0.5), pinball(0.9));

  private NumberMetrics() {}

  /** All of them, in the order in which they are shown. */
  public static List<NumberMetric> all() {
    return ALL;
  }

  /** The metrics' names, in the same order. */
  public static List<String> names() {
    return ALL.stream().map(NumberMetric::name).toList();
  }

  /** Throws {@link IllegalArgumentException} with the nearest valid name when there is none. */
  public static void require(String name) {
    if (!names().contains(name)) {
      throw new IllegalArgumentException(
          "no metric %s of numbers%s (there are: %s)"
              .formatted(name, Nearest.hint(name, names()), String.join(", ", names())));
    }
  }

  /**
   * The loss whose mean a quantile makes least: Koenker and Bassett, "Regression quantiles",
   * Econometrica 46 (1978).
   */
  private static NumberMetric pinball(double quantile) {
    return new NumberMetric.MeanError(
        "pinball_" + quantile,
        (actual, predicted) -> {
          double over = actual - predicted;
          return over >= 0 ? quantile * over : (quantile - 1) * over;
        });
  }
}
