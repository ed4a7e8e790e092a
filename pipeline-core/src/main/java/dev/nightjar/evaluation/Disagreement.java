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
    BitSet rows = (BitSet) slice.clone();
    for (int i = rows.nextSetBit(0); i >= 0; i = rows.nextSetBit(i + 1)) {
      rows.set(i, counts(set.labels()[i], among));
    }
    BitSet differing = where(set, reference);
    differing.and(rows);
    return new Disagreement(rows.cardinality(), differing.cardinality());
  }

  /** The rows of a set on which candidate and another model decide otherwise. */
  static BitSet where(ScoredSet set, String reference) {
    ScoredSet.Scored first = model(set, Evaluator.CANDIDATE);
    ScoredSet.Scored second = model(set, reference);
    BitSet differing = new BitSet(set.labels().length);
    for (int row = 0; row < set.labels().length; row++) {
      differing.set(row, first.isPositive(row) != second.isPositive(row));
    }
    return differing;
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

  private static ScoredSet.Scored model(ScoredSet set, String role) {
    ScoredSet.Scored model = set.models().get(role);
    if (model == null) {
      throw new IllegalArgumentException("test set " + set.name() + " has no scores of " + role);
    }
    return model;
  }
}
