package dev.nightjar.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A test set with the scores of every judged model on the same rows.
 *
 * @param name of the test set
 * @param labels 0 or 1 for each row
 * @param units for each row the number of its unit, from 0; null: rows are independent
 * @param models the judged models, by role: {@code candidate}, {@code champion}, {@code baseline}
 * @param slices how the set is cut
 * @param costs what decisions cost, by the name of the {@link CostMatrix}
 */
@SuppressWarnings("ArrayRecordComponent")
public record ScoredSet(
    String name,
    byte[] labels,
    int @Nullable [] units,
    Map<String, Scored> models,
    List<Slice> slices,
    Map<String, RowCosts> costs) {

  /** A set without costs. */
  public ScoredSet(
      String name,
      byte[] labels,
      int @Nullable [] units,
      Map<String, Scored> models,
      List<Slice> slices) {
    this(name, labels, units, models, slices, Map.of());
  }

  /** The number of units; that of the rows where they are independent. */
  public long independent() {
    return units == null ? labels.length : Arrays.stream(units).max().orElse(-1) + 1L;
  }

  /** Scores of one model, and the score from which on it says positive. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Scored(double[] scores, double threshold) {

    /** Whether the model says positive of a row. */
    boolean isPositive(int row) {
      return scores[row] >= threshold;
    }
  }
}
