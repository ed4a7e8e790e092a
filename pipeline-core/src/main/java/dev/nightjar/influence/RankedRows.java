package dev.nightjar.influence;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The area under the ROC curve of rows that may have weights, ties counting one half, with its
 * influences: the structural components of DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988).
 */
public final class RankedRows {

  /** Weights of the positive or of the negative rows in the order of their scores. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Side(double[] scores, double[] upTo) {

    static Side of(JudgedRows set, int[] rows, IntPredicate belongs, double[] scores) {
      int[] own = Arrays.stream(rows).filter(belongs).filter(r -> set.weight(r) > 0).toArray();
      double[] sorted = Arrays.stream(own).mapToDouble(r -> scores[r] + 0.0).sorted().toArray();
      double[] upTo = new double[own.length + 1];
      if (set.weights() == null) {
        Arrays.setAll(upTo, i -> i);
        return new Side(sorted, upTo);
      }
      double[] at = new double[own.length];
      int[] taken = new int[own.length];
      for (int row : own) {
        int first = first(sorted, scores[row]);
        at[first + taken[first]++] = set.weight(row);
      }
      for (int i = 0; i < at.length; i++) {
        upTo[i + 1] = upTo[i] + at[i];
      }
      return new Side(sorted, upTo);
    }

    double weight() {
      return upTo[upTo.length - 1];
    }

    /** The share of the weight with a smaller score, and half of that with the same. */
    double below(double score) {
      int from = first(scores, score);
      int to = first(scores, Math.nextUp(score));
      return (upTo[from] + upTo[to]) / 2 / weight();
    }

    /** The first place whose score is not smaller. */
    private static int first(double[] sorted, double score) {
      int low = 0;
      int high = sorted.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (sorted[middle] < score) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }

  private RankedRows() {}

  /** Of finite scores; undefined without positive or without negative rows. */
  public static Influences auc(JudgedRows set, int[] rows, IntPredicate positive, double[] scores) {
    Side positives = Side.of(set, rows, positive, scores);
    Side negatives = Side.of(set, rows, positive.negate(), scores);
    long scarcer = Math.min(positives.scores.length, negatives.scores.length);
    if (scarcer == 0) {
      return Influences.undefined(0, rows.length);
    }
    double[] of = new double[rows.length];
    double area = 0;
    for (int i = 0; i < of.length; i++) {
      int row = rows[i];
      double score = scores[row];
      if (set.weight(row) <= 0) {
        of[i] = Double.NaN;
      } else if (positive.test(row)) {
        of[i] = negatives.below(score);
        area += set.weight(row) / positives.weight() * of[i];
      } else {
        of[i] = 1 - positives.below(score);
      }
    }
    for (int i = 0; i < of.length; i++) {
      double own = positive.test(rows[i]) ? positives.weight() : negatives.weight();
      of[i] = set.weight(rows[i]) / own * (of[i] - area);
    }
    return new Influences(area, positives.scores.length + negatives.scores.length, of);
  }
}
