package dev.nightjar.evaluation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What slices of a test set are searched by.
 *
 * @param testSet its name
 * @param metric the mean of the losses, such as {@code mae}; null: the Brier score
 * @param candidate its loss of each row, 0 or more; null: it was not judged
 * @param champion the same of the champion
 * @param units for each row the number of its unit; null: rows are independent
 */
@SuppressWarnings("ArrayRecordComponent")
public record SliceLosses(
    String testSet,
    @Nullable String metric,
    double @Nullable [] candidate,
    double @Nullable [] champion,
    int @Nullable [] units) {

  // Not compact: javac forgets that an array may be null there.
  public SliceLosses(
      String testSet,
      @Nullable String metric,
      double @Nullable [] candidate,
      double @Nullable [] champion,
      int @Nullable [] units) {
    this.testSet = testSet;
    this.metric = metric;
    this.candidate = candidate;
    this.champion = champion;
    this.units = units;
  }

  /**
   * Whether every loss is 0 or 1, so that two models are compared by how often only one errs: a
   * slice in which the candidate always does, and the champion never, has no variance to go by.
   */
  boolean counted() {
    return metric != null && counted(candidate) && counted(champion);
  }

  private static boolean counted(double @Nullable [] losses) {
    return losses == null || Arrays.stream(losses).allMatch(v -> v == 0 || v == 1);
  }

  /**
   * Those of the Brier score, whatever the gates are about: it is between 0 and 1, so that no slice
   * is made of one sure mistake, as the log loss, which has no bound, would have it.
   */
  static SliceLosses of(ScoredSet set) {
    return new SliceLosses(
        set.name(), null, brier(set, Evaluator.CANDIDATE), brier(set, "champion"), set.units());
  }

  private static double @Nullable [] brier(ScoredSet set, String role) {
    ScoredSet.Scored scored = set.models().get(role);
    if (scored == null) {
      return null;
    }
    double[] losses = new double[set.labels().length];
    Arrays.setAll(losses, i -> Metrics.BRIER.of().loss(set.labels()[i], scored.scores()[i]));
    return losses;
  }
}
