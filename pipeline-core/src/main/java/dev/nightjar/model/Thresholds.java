package dev.nightjar.model;

import dev.nightjar.dataset.DataException;
import java.util.Arrays;
import java.util.Comparator;

/** Chooses operating points. */
public final class Thresholds {

  private Thresholds() {}

  /**
   * The operating point: a row is positive when its score is at least this.
   *
   * <p>{@link Threshold.Maximise} tries every dev score, and for accuracy also the number next
   * above the highest, which makes no row positive. Of equally good ones the lowest is taken.
   * Compared in whole numbers, so rounding decides nothing.
   *
   * @param scores of the dev rows
   * @param labels 0 or 1 for each dev row
   * @throws DataException when there are no dev rows, or none is positive and F1 is asked for
   */
  public static double choose(Threshold threshold, double[] scores, byte[] labels) {
    if (threshold instanceof Threshold.Fixed fixed) {
      return fixed.value();
    }
    String metric = ((Threshold.Maximise) threshold).metric();
    if (scores.length != labels.length) {
      throw new IllegalArgumentException(scores.length + " scores, " + labels.length + " labels");
    }
    if (scores.length == 0) {
      throw new DataException(
          "The threshold is to maximise "
              + metric
              + ", but there are no dev rows to choose it on.");
    }
    long positives = 0;
    for (byte label : labels) {
      positives += label;
    }
    boolean f1 = metric.equals("f1");
    if (f1 && positives == 0) {
      throw new DataException(
          "The threshold is to maximise f1, but none of the "
              + labels.length
              + " dev rows is positive.");
    }
    return f1 ? bestF1(scores, labels, positives) : bestAccuracy(scores, labels);
  }

  private static double bestF1(double[] scores, byte[] labels, long positives) {
    Integer[] order = descending(scores);
    double best = Double.NaN;
    // F1 = 2·hits / (positives + chosen); compared as fractions.
    long bestHits = 0;
    long bestChosen = 0;
    long hits = 0;
    for (int i = 0; i < order.length; i++) {
      hits += labels[order[i]];
      long chosen = i + 1L;
      if (endsTie(scores, order, i)
          && hits * (positives + bestChosen) >= bestHits * (positives + chosen)) {
        best = scores[order[i]];
        bestHits = hits;
        bestChosen = chosen;
      }
    }
    return best;
  }

  private static double bestAccuracy(double[] scores, byte[] labels) {
    Integer[] order = descending(scores);
    double best = Math.nextUp(scores[order[0]]);
    long bestGain = 0;
    long gain = 0;
    for (int i = 0; i < order.length; i++) {
      gain += labels[order[i]] == 1 ? 1 : -1;
      if (endsTie(scores, order, i) && gain >= bestGain) {
        best = scores[order[i]];
        bestGain = gain;
      }
    }
    return best;
  }

  private static boolean endsTie(double[] scores, Integer[] order, int i) {
    return i + 1 == order.length || scores[order[i + 1]] != scores[order[i]];
  }

  private static Integer[] descending(double[] scores) {
    Integer[] order = new Integer[scores.length];
    for (int i = 0; i < order.length; i++) {
      if (Double.isNaN(scores[i])) {
        throw new IllegalArgumentException("dev row " + i + " has no score");
      }
      order[i] = i;
    }
    Arrays.sort(order, Comparator.comparingDouble((Integer i) -> scores[i]).reversed());
    return order;
  }
}
