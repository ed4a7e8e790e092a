package dev.nightjar.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the rows of a test set on which candidate and champion decide otherwise. */
public final class FlippedRows {

  private static final String CHAMPION = "champion";

  private FlippedRows() {}

  /**
   * A row that flipped.
   *
   * @param row its number in the set, from 0
   * @param label 0 or 1
   * @param candidate its score
   * @param champion its score
   * @param worse whether the candidate is wrong; otherwise the champion is
   * @param loss log loss of the candidate less that of the champion
   */
  public record Flipped(
      int row, int label, double candidate, double champion, boolean worse, double loss) {

    /** What the candidate says. */
    public int candidateClass() {
      return worse ? 1 - label : label;
    }

    /** What the champion says. */
    public int championClass() {
      return 1 - candidateClass();
    }

    /** As it is told, under the name that a person finds it by. */
    public Flips.Row named(String name) {
      return new Flips.Row(name, label, candidate, champion, loss);
    }
  }

  /**
   * All of them, those that became worse first, and of those the one of which the candidate's loss
   * grew most; then those that became better, the one of which it fell most first. Of the same loss
   * the first in the set. Empty for a set without a champion.
   */
  public static List<Flipped> of(ScoredSet set) {
    ScoredSet.Scored champion = set.models().get(CHAMPION);
    ScoredSet.Scored candidate = set.models().get(Evaluator.CANDIDATE);
    if (champion == null || candidate == null) {
      return List.of();
    }
    List<Flipped> all = new ArrayList<>();
    Disagreement.where(set, CHAMPION).stream()
        .forEach(
            row -> {
              int label = set.labels()[row];
              double own = candidate.scores()[row];
              double other = champion.scores()[row];
              boolean worse = candidate.isPositive(row) != (label == 1);
              all.add(new Flipped(row, label, own, other, worse, loss(label, own, other)));
            });
    all.sort(
        Comparator.comparing((Flipped f) -> !f.worse())
            .thenComparingDouble(f -> f.worse() ? -f.loss() : f.loss()));
    return List.copyOf(all);
  }

  private static double loss(int label, double candidate, double champion) {
    Metric.Loss.RowLoss loss = Metrics.LOG_LOSS.of();
    return loss.loss(label, candidate) - loss.loss(label, champion);
  }
}
