package dev.nightjar.evaluation;

import dev.nightjar.evaluation.Metric.Domain;
import dev.nightjar.evaluation.Metric.Share.Among;
import dev.nightjar.text.Nearest;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The metrics that exist. A new one is added here, as one of the kinds of {@link Metric}. */
public final class Metrics {

  /** Scores nearer to 0 or 1 than this are taken as this near by the log loss. */
  public static final double CLIP = 1e-15;

  /** Share of right decisions. */
  public static final Metric.Share ACCURACY = new Metric.Share("accuracy", Among.ALL);

  /** Area under the ROC curve, ties counting one half. */
  public static final Metric.Ranking AUC = new Metric.Ranking("auc");

  /**
   * Mean of −ln of the probability given to what happened; scores are clipped to [1e-15, 1 −
   * 1e-15], so that one sure mistake costs 34.5 and not infinity.
   */
  public static final Metric.Loss LOG_LOSS =
      new Metric.Loss("log_loss", new Domain(0, -StrictMath.log(CLIP)), Metrics::logLoss);

  /** Mean square of score − label. */
  public static final Metric.Loss BRIER =
      new Metric.Loss("brier", Domain.SHARE, (label, score) -> (score - label) * (score - label));

  /** Share of positives among the rows called positive; NaN when none is. */
  public static final Metric.Ratio PRECISION =
      new Metric.Ratio("precision", Counts::called, DoubleUnaryOperator.identity());

  /** Share of positives that are called positive. */
  public static final Metric.Share RECALL = new Metric.Share("recall", Among.POSITIVES);

  /** Share of negatives that are called negative. */
  public static final Metric.Share SPECIFICITY = new Metric.Share("specificity", Among.NEGATIVES);

  /**
   * Harmonic mean of precision and recall: 2J / (1 + J), J being the share of true positives among
   * the rows that are positive or called so. NaN when there are none.
   */
  public static final Metric.Ratio F1 =
      new Metric.Ratio("f1", Counts::concerned, share -> 2 * share / (1 + share));

  private static final List<Metric> ALL =
      List.of(ACCURACY, AUC, LOG_LOSS, BRIER, PRECISION, RECALL, SPECIFICITY, F1);

  private Metrics() {}

  /** All metrics, in the order in which they are shown. */
  public static List<Metric> all() {
    return ALL;
  }

  /** The metrics' names, in the same order. */
  public static List<String> names() {
    return ALL.stream().map(Metric::name).toList();
  }

  /**
   * The metric of that name.
   *
   * @throws IllegalArgumentException that gives the nearest valid name when there is none
   */
  public static Metric named(String name) {
    return ALL.stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no metric "
                        + name
                        + Nearest.hint(name, names())
                        + " (there are: "
                        + String.join(", ", names())
                        + ")"));
  }

  // StrictMath: the same bits on every platform, so that a decision can be replayed.
  private static double logLoss(int label, double score) {
    double p = Math.min(1 - CLIP, Math.max(CLIP, score));
    return -(label == 1 ? StrictMath.log(p) : StrictMath.log1p(-p));
  }
}
