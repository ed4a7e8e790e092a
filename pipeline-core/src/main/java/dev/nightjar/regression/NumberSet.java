package dev.nightjar.regression;

import dev.nightjar.evaluation.Slice;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A test set of numbers, with what every judged model predicted of the same rows.
 *
 * @param name of the test set
 * @param actual what happened, finite
 * @param weights of the rows, not negative and not all 0; null: all are alike
 * @param units for each row the number of its unit, from 0; null: rows are independent
 * @param models predictions by role, finite
 * @param slices how the set is cut
 */
@SuppressWarnings("ArrayRecordComponent")
public record NumberSet(
    String name,
    double[] actual,
    double @Nullable [] weights,
    int @Nullable [] units,
    Map<String, double[]> models,
    List<Slice> slices) {

  /** Throws {@link IllegalArgumentException} when arrays do not fit each other, or values these. */
  // Not compact: javac forgets that an array may be null there.
  public NumberSet(
      String name,
      double[] actual,
      double @Nullable [] weights,
      int @Nullable [] units,
      Map<String, double[]> models,
      List<Slice> slices) {
    this.name = name;
    this.actual = actual;
    this.weights = weights;
    this.units = units;
    this.models = new LinkedHashMap<>(models);
    this.slices = List.copyOf(slices);
    requireFinite(name, "actual", actual, actual.length);
    int rows = actual.length;
    models.forEach((role, predictions) -> requireFinite(name, role, predictions, rows));
    if (units != null && (units.length != rows || Arrays.stream(units).anyMatch(u -> u < 0))) {
      throw new IllegalArgumentException("test set " + name + ": each row has a unit, from 0");
    }
    if (weights != null) {
      requireFinite(name, "weights", weights, rows);
      if (Arrays.stream(weights).anyMatch(w -> w < 0) || Arrays.stream(weights).sum() <= 0) {
        throw new IllegalArgumentException(
            "test set " + name + ": weights are not negative, and not all 0");
      }
    }
  }

  private static void requireFinite(String set, String what, double[] values, int rows) {
    if (values.length != rows || !Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "test set %s: %s has a finite number for each of %d rows".formatted(set, what, rows));
    }
  }

  double weight(int row) {
    return weights == null ? 1 : weights[row];
  }

  /** The number of units; that of the rows where they are independent. */
  public long independent() {
    return units == null ? actual.length : Arrays.stream(units).max().orElse(-1) + 1L;
  }
}
