package dev.nightjar.evaluation;

import java.util.BitSet;

/**
 * On how many rows two models decide otherwise. It takes no labels but those that say which rows
 * count.
 *
 * @param rows that count
 * @param differing those of them where one model says positive and the other does not
 */
public record Disagreement(long rows, long differing) {

  /**
   * Candidate and another model.
   *
   * @param among rows that count
   * @param slice the rows that count of those
   * @throws IllegalArgumentException when the set lacks one of them
   */
  public static Disagreement of(
      ScoredSet set, String reference, Metric.Share.Among among, BitSet slice) {
    boolean[] first = decisions(set, Evaluator.CANDIDATE);
    boolean[] second = decisions(set, reference);
    long rows = 0;
    long differing = 0;
    for (int i = slice.nextSetBit(0); i >= 0; i = slice.nextSetBit(i + 1)) {
      if (counts(set.labels()[i], among)) {
        rows++;
        differing += first[i] == second[i] ? 0 : 1;
      }
    }
    return new Disagreement(rows, differing);
  }

  /** The share; 0 without rows. */
  public double share() {
    return rows == 0 ? 0 : (double) differing / rows;
  }

  private static boolean counts(byte label, Metric.Share.Among among) {
    return switch (among) {
      case ALL -> true;
      case POSITIVES -> label == 1;
      case NEGATIVES -> label == 0;
    };
  }

  private static boolean[] decisions(ScoredSet set, String role) {
    ScoredSet.Scored model = set.models().get(role);
    if (model == null) {
      throw new IllegalArgumentException("test set " + set.name() + " has no scores of " + role);
    }
    boolean[] positive = new boolean[model.scores().length];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = model.scores()[i] >= model.threshold();
    }
    return positive;
  }
}
