package dev.nightjar.evaluation;

import dev.nightjar.evaluation.Evaluation.Bin;
import dev.nightjar.evaluation.Evaluation.Point;
import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.Proportion;
import dev.nightjar.statistics.ScoreOrder;
import java.util.ArrayList;
import java.util.List;

/** Draws the curves of one model on all rows of a test set. */
final class CurveMaker {

  private static final int STEPS = 100;
  private static final int BINS = 10;

  private final JudgedSet set;
  private final double confidence;

  CurveMaker(JudgedSet set, double confidence) {
    this.set = set;
    this.confidence = confidence;
  }

  Evaluation.Curves curves(int model) {
    ScoreOrder order = set.orders.get(model);
    return new Evaluation.Curves(set.roles.get(model), set.name, roc(order), calibration(order));
  }

  /** Corners of the curve at about equal steps along it; none when a class is missing. */
  private static List<Point> roc(ScoreOrder order) {
    int n = order.size();
    long positives = 0;
    for (int i = 0; i < n; i++) {
      positives += order.positive(i) ? 1 : 0;
    }
    long negatives = n - positives;
    List<Point> points = new ArrayList<>();
    if (positives == 0 || negatives == 0) {
      return points;
    }
    points.add(new Point(0, 0));
    long hits = 0;
    double next = 2.0 / STEPS;
    for (int i = n - 1; i >= 0; i--) {
      hits += order.positive(i) ? 1 : 0;
      boolean corner = i == 0 || !order.tied(i);
      double x = (n - i - hits) / (double) negatives;
      double y = hits / (double) positives;
      if (corner && x + y >= next - 1e-12) {
        points.add(new Point(x, y));
        next = (Math.floor((x + y) * STEPS / 2 + 1e-9) + 1) * 2.0 / STEPS;
      }
    }
    return points;
  }

  /**
   * Bins of equal mass, as numpy's array_split of the rows by score. Neighbours that hold one and
   * the same score are one bin: which row of a tie fell into which would say nothing.
   */
  private List<Bin> calibration(ScoreOrder order) {
    int n = order.size();
    List<Bin> bins = new ArrayList<>();
    int from = 0;
    for (int b = 0; b < BINS; b++) {
      int to = end(n, b);
      boolean another = b + 1 < BINS && end(n, b + 1) > to;
      boolean tied = another && order.score(from) == order.score(end(n, b + 1) - 1);
      if (to > from && !tied) {
        bins.add(bin(order, from, to));
        from = to;
      }
    }
    return bins;
  }

  private static int end(int n, int bin) {
    return (bin + 1) * (n / BINS) + Math.min(bin + 1, n % BINS);
  }

  private Bin bin(ScoreOrder order, int from, int to) {
    double scores = 0;
    double[] hits = new double[set.unitBound];
    double[] rows = new double[set.unitBound];
    for (int i = from; i < to; i++) {
      scores += order.score(i);
      int unit = set.units == null ? 0 : set.units[order.row(i)];
      hits[unit] += order.positive(i) ? 1 : 0;
      rows[unit]++;
    }
    Estimate share =
        set.units == null
            ? Proportion.wilson((long) hits[0], (long) rows[0], confidence)
            : Proportion.clustered(hits, rows, confidence);
    return new Bin(scores / (to - from), share.value(), share.low(), share.high(), to - from);
  }
}
