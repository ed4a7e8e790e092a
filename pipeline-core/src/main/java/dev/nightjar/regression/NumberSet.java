package dev.nightjar.regression;

import dev.nightjar.evaluation.Slice;
import dev.nightjar.influence.JudgedRows;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    List<Slice> slices)
    implements JudgedRows {

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
    requireFinite("actual", actual);
    models.forEach(this::requireFinite);
    requireRows();
  }

  @Override
  public int size() {
    return actual.length;
  }

  @Override
  public Set<String> roles() {
    return models.keySet();
  }

  /** Not squared: a slice would be made of one great miss. */
  @Override
  public String loss() {
    return "mae";
  }

  @Override
  public double[] losses(String role) {
    double[] predicted = Objects.requireNonNull(models.get(role));
    double[] losses = new double[actual.length];
    Arrays.setAll(losses, row -> Math.abs(actual[row] - predicted[row]));
    return losses;
  }
}
