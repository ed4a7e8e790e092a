package dev.nightjar.influence;

import dev.nightjar.evaluation.Slice;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A test set with what every judged model said of the same rows. Nobody writes to its arrays. */
public interface JudgedRows {

  /** Of the test set. */
  String name();

  /** Number of rows. */
  int size();

  /** Weights of the rows, not negative and not all 0; null: all are alike. */
  double @Nullable [] weights();

  /** For each row the number of its unit, from 0; null: rows are independent. */
  int @Nullable [] units();

  /** The models' roles. */
  Set<String> roles();

  /** How the set is cut. */
  List<Slice> slices();

  /** What weak slices are searched by: the name of the mean of {@link #losses}. */
  String loss();

  /** For each row how wrong the model was there, 0 or more. */
  double[] losses(String role);

  /** The weight of a row. */
  default double weight(int row) {
    double[] weights = weights();
    return weights == null ? 1 : weights[row];
  }

  /** The number of units; that of the rows where they are independent. */
  default long independent() {
    int[] units = units();
    return units == null ? size() : Arrays.stream(units).max().orElse(-1) + 1L;
  }

  /** Throws {@link IllegalArgumentException} unless weights and units are as they say here. */
  default void requireRows() {
    int[] units = units();
    if (units != null && (units.length != size() || Arrays.stream(units).anyMatch(u -> u < 0))) {
      throw new IllegalArgumentException("test set " + name() + ": each row has a unit, from 0");
    }
    double[] weights = weights();
    if (weights != null) {
      requireFinite("weights", weights);
      if (Arrays.stream(weights).anyMatch(w -> w < 0) || Arrays.stream(weights).sum() <= 0) {
        throw new IllegalArgumentException(
            "test set " + name() + ": weights are not negative, and not all 0");
      }
    }
  }

  /** Throws {@link IllegalArgumentException} unless there is a finite number for each row. */
  default void requireFinite(String what, double[] values) {
    if (values.length != size() || !Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "test set %s: %s has a finite number for each of %d rows"
              .formatted(name(), what, size()));
    }
  }
}
