package dev.nightjar.evaluation;

import dev.nightjar.statistics.Estimate;

/** How a kind of metric is measured and compared within a {@link Scope}. */
interface Judge {

  /** Rows of the metric's own denominator. */
  long rows(Scope scope, int model);

  /** The metric of one model. */
  Estimate measure(Scope scope, int model);

  /** Candidate against reference, in the metric's good direction. */
  Estimate difference(Scope scope, int candidate, int reference);

  /** What the interval of a difference is called. */
  String method();

  /** The judge of that metric. */
  static Judge of(Metric metric, Settings settings) {
    double confidence = settings.confidence();
    if (metric instanceof Metric.Share share) {
      return new ShareJudge(share, confidence);
    }
    if (metric instanceof Metric.Ratio ratio) {
      return new RatioJudge(ratio, settings);
    }
    if (metric instanceof Metric.Loss loss) {
      return new LossJudge(loss, confidence);
    }
    if (metric instanceof Metric.Cost cost) {
      return new CostJudge(cost, new LossJudge(cost, confidence), confidence);
    }
    if (metric instanceof Metric.Matrix matrix) {
      return new MatrixJudge(matrix, settings);
    }
    if (metric instanceof Metric.Ordered ordered) {
      return new OrderedJudge(ordered, confidence);
    }
    return new RankingJudge(confidence);
  }
}
