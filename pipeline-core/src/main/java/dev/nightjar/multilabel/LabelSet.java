package dev.nightjar.multilabel;

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
 * A test set of rows that each have any number of labels, with those that every judged model gave
 * the same rows.
 *
 * @param name of the test set
 * @param labels their names; elsewhere a label is its place in this list
 * @param actual labels of each row, ascending, each once
 * @param weights of the rows, not negative and not all 0; null: all are alike
 * @param units for each row the number of its unit, from 0; null: rows are independent
 * @param models what each role said, as {@code actual} is
 * @param slices how the set is cut
 */
@SuppressWarnings("ArrayRecordComponent")
public record LabelSet(
    String name,
    List<String> labels,
    int[][] actual,
    double @Nullable [] weights,
    int @Nullable [] units,
    Map<String, int[][]> models,
    List<Slice> slices)
    implements JudgedRows {

  /** Throws {@link IllegalArgumentException} when arrays do not fit each other, or values these. */
  // Not compact: javac forgets that an array may be null there.
  public LabelSet(
      String name,
      List<String> labels,
      int[][] actual,
      double @Nullable [] weights,
      int @Nullable [] units,
      Map<String, int[][]> models,
      List<Slice> slices) {
    this.name = name;
    this.labels = List.copyOf(labels);
    this.actual = actual;
    this.weights = weights;
    this.units = units;
    this.models = new LinkedHashMap<>(models);
    this.slices = List.copyOf(slices);
    requireLabels("actual", actual);
    models.forEach(this::requireLabels);
    requireRows();
  }

  private void requireLabels(String what, int[][] found) {
    boolean fits = found.length == actual.length;
    for (int[] row : found) {
      for (int i = 0; i < row.length; i++) {
        fits &= row[i] >= (i == 0 ? 0 : row[i - 1] + 1) && row[i] < labels.size();
      }
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "test set %s: %s has some of %d labels, ascending, for each of %d rows"
              .formatted(name, what, labels.size(), actual.length));
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

  @Override
  public String loss() {
    return "hamming_loss";
  }

  @Override
  public double[] losses(String role) {
    double[] losses = new double[actual.length];
    Arrays.setAll(losses, row -> (double) wrong(role, row) / labels.size());
    return losses;
  }

  private int wrong(String role, int row) {
    return actual[row].length + said(role)[row].length - 2 * common(role, row);
  }

  int[][] said(String role) {
    return Objects.requireNonNull(models.get(role));
  }

  /** Whether a row has the label. */
  boolean has(int row, int label) {
    return Arrays.binarySearch(actual[row], label) >= 0;
  }

  /** Whether the model gave the row that label. */
  boolean said(String role, int row, int label) {
    return Arrays.binarySearch(said(role)[row], label) >= 0;
  }

  /** How many labels of a row the model found. */
  int common(String role, int row) {
    return (int) Arrays.stream(said(role)[row]).filter(label -> has(row, label)).count();
  }
}
