package dev.nightjar.evaluation;

import dev.nightjar.evaluation.ThresholdCurve.Point;
import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.Proportion;
import dev.nightjar.statistics.ScoreOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Tries other thresholds on the scores of candidate and champion, in one walk over each. */
public final class ThresholdSweep {

  private static final int STEPS = 40;
  private static final List<String> SHOWN = List.of(Evaluator.CANDIDATE, "champion");

  private final JudgedSet set;
  private final int model;
  private final double confidence;
  private final double[] hits;
  private final double[] called;
  private final double[] positives;
  private long allHits;
  private long allCalled;
  private long allPositives;

  private ThresholdSweep(JudgedSet set, int model, double confidence) {
    this.set = set;
    this.model = model;
    this.confidence = confidence;
    this.hits = new double[set.unitBound];
    this.called = new double[set.unitBound];
    this.positives = new double[set.unitBound];
    for (int i = 0; i < set.rows(); i++) {
      positives[unit(i)] += set.labels[i];
      allPositives += set.labels[i];
    }
  }

  /**
   * The curves, by set and model. Thresholds are evenly spaced quantiles of the candidate's scores,
   * each a score that it gave; a set without rows or without a candidate has none.
   *
   * @param confidence one-sided; intervals are central of level 2 × confidence − 1
   */
  public static List<ThresholdCurve> of(List<ScoredSet> sets, double confidence) {
    List<ThresholdCurve> curves = new ArrayList<>();
    for (ScoredSet scored : sets) {
      JudgedSet set = new JudgedSet(scored, List.of());
      int candidate = set.roles.indexOf(Evaluator.CANDIDATE);
      if (candidate < 0 || set.rows() == 0) {
        continue;
      }
      List<Double> thresholds = thresholds(set.orders.get(candidate));
      for (int k = 0; k < set.roles.size(); k++) {
        if (SHOWN.contains(set.roles.get(k))) {
          curves.add(new ThresholdSweep(set, k, confidence).curve(thresholds));
        }
      }
    }
    return curves;
  }

  /** Descending, each once. */
  private static List<Double> thresholds(ScoreOrder order) {
    List<Double> found = new ArrayList<>();
    for (int step = STEPS; step >= 0; step--) {
      double score = order.score((int) ((order.size() - 1L) * step / STEPS));
      if (found.isEmpty() || score < found.get(found.size() - 1)) {
        found.add(score);
      }
    }
    return found;
  }

  private ThresholdCurve curve(List<Double> descending) {
    ScoreOrder order = set.orders.get(model);
    List<Point> points = new ArrayList<>();
    int place = order.size() - 1;
    for (double threshold : descending) {
      for (; place >= 0 && order.score(place) >= threshold; place--) {
        int unit = unit(order.row(place));
        int hit = order.positive(place) ? 1 : 0;
        called[unit]++;
        hits[unit] += hit;
        allCalled++;
        allHits += hit;
      }
      points.add(point(threshold));
    }
    Collections.reverse(points);
    return new ThresholdCurve(
        set.roles.get(model), set.name, set.models.get(model).threshold(), points);
  }

  private Point point(double threshold) {
    Estimate recall = share(positives, allPositives);
    Estimate precision = share(called, allCalled);
    long right = set.rows() - allCalled - allPositives + 2 * allHits;
    long either = allCalled + allPositives;
    return new Point(
        threshold,
        recall.value(),
        recall.low(),
        recall.high(),
        precision.value(),
        precision.low(),
        precision.high(),
        either == 0 ? Double.NaN : 2.0 * allHits / either,
        right / (double) set.rows());
  }

  private Estimate share(double[] rows, long all) {
    if (all == 0) {
      return Estimate.undefined();
    }
    return set.units == null
        ? Proportion.wilson(allHits, all, confidence)
        : Proportion.clustered(hits, rows, confidence);
  }

  private int unit(int row) {
    return set.units == null ? 0 : set.units[row];
  }
}
