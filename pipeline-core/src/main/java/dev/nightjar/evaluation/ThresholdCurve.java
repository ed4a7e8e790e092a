package dev.nightjar.evaluation;

import java.util.List;

/**
 * What one model would do on all rows of a test set if it said positive from other scores on.
 *
 * @param model role
 * @param frozen the threshold that the model has
 * @param points at most 41, by ascending threshold; the same thresholds for every model of the set
 */
public record ThresholdCurve(String model, String testSet, double frozen, List<Point> points) {

  public ThresholdCurve {
    points = List.copyOf(points);
  }

  /**
   * What the decisions would be worth when every score from this one on is positive. NaN where
   * there is nothing to divide by, or no interval. Intervals are Wilson's, of effective rows where
   * rows come in units; F1 and accuracy have none.
   */
  public record Point(
      double threshold,
      double recall,
      double recallLow,
      double recallHigh,
      double precision,
      double precisionLow,
      double precisionHigh,
      double f1,
      double accuracy) {}
}
