package dev.nightjar.multiclass;

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
 * A test set of rows that are each of one class, with what every judged model said of the same
 * rows.
 *
 * @param name of the test set
 * @param classes their names; elsewhere a class is its place in this list
 * @param actual class of each row
 * @param weights of the rows, not negative and not all 0; null: all are alike
 * @param units for each row the number of its unit, from 0; null: rows are independent
 * @param models what each role said
 * @param slices how the set is cut
 * @param costs by metric, called class and row: what it costs to call the row so
 */
@SuppressWarnings("ArrayRecordComponent")
public record ClassSet(
    String name,
    List<String> classes,
    int[] actual,
    double @Nullable [] weights,
    int @Nullable [] units,
    Map<String, Said> models,
    List<Slice> slices,
    Map<String, double[][]> costs)
    implements JudgedRows {

  private static final double NEAR = 1e-9;

  /**
   * What a model said.
   *
   * @param classes the class that it called each row
   * @param probabilities by class and row, each row's summing to 1; null: it said none
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Said(int[] classes, double @Nullable [][] probabilities) {

    // Not compact: javac forgets that an array may be null there.
    public Said(int[] classes, double @Nullable [][] probabilities) {
      this.classes = classes;
      this.probabilities = probabilities;
    }
  }

  /** Throws {@link IllegalArgumentException} when arrays do not fit each other, or values these. */
  // Not compact: javac forgets that an array may be null there.
  public ClassSet(
      String name,
      List<String> classes,
      int[] actual,
      double @Nullable [] weights,
      int @Nullable [] units,
      Map<String, Said> models,
      List<Slice> slices,
      Map<String, double[][]> costs) {
    this.name = name;
    this.classes = List.copyOf(classes);
    this.actual = actual;
    this.weights = weights;
    this.units = units;
    this.models = new LinkedHashMap<>(models);
    this.slices = List.copyOf(slices);
    this.costs = Map.copyOf(costs);
    requireClasses("actual", actual);
    models.forEach(
        (role, said) -> {
          requireClasses(role, said.classes);
          if (said.probabilities != null) {
            requireProbabilities(role, said.probabilities);
          }
        });
    requireRows();
  }

  /** A set without costs. */
  public ClassSet(
      String name,
      List<String> classes,
      int[] actual,
      double @Nullable [] weights,
      int @Nullable [] units,
      Map<String, Said> models,
      List<Slice> slices) {
    this(name, classes, actual, weights, units, models, slices, Map.of());
  }

  private void requireClasses(String what, int[] found) {
    if (found.length != actual.length
        || Arrays.stream(found).anyMatch(c -> c < 0 || c >= classes.size())) {
      throw new IllegalArgumentException(
          "test set %s: %s has one of %d classes for each of %d rows"
              .formatted(name, what, classes.size(), actual.length));
    }
  }

  private void requireProbabilities(String role, double[][] found) {
    boolean fits = found.length == classes.size();
    for (double[] ofClass : found) {
      fits &= ofClass.length == actual.length;
    }
    for (int row = 0; fits && row < actual.length; row++) {
      double sum = 0;
      for (double[] ofClass : found) {
        fits &= ofClass[row] >= 0;
        sum += ofClass[row];
      }
      fits &= Math.abs(sum - 1) <= NEAR;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "test set %s: %s has probabilities of all classes, summing to 1, for each of %d rows"
              .formatted(name, role, actual.length));
    }
  }

  @Override
  public int size() {
    return actual.length;
  }

  @Override
  public Set<String> roles() {
    return models.keySet();
  }

  /** Of classes and not of probabilities, which not all models have. */
  @Override
  public String loss() {
    return "error_rate";
  }

  @Override
  public double[] losses(String role) {
    int[] called = said(role).classes;
    double[] losses = new double[actual.length];
    Arrays.setAll(losses, row -> called[row] == actual[row] ? 0 : 1);
    return losses;
  }

  /** By called class and row. */
  double[][] costs(String metric) {
    return Objects.requireNonNull(costs.get(metric));
  }

  Said said(String role) {
    return Objects.requireNonNull(models.get(role));
  }

  /** By class and row; throws {@link IllegalArgumentException} when the model said none. */
  double[][] probabilities(String role) {
    double[][] found = said(role).probabilities;
    if (found == null) {
      throw new IllegalArgumentException("test set " + name + ": " + role + " has only classes");
    }
    return found;
  }
}
