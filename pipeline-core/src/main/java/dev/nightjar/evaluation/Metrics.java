package dev.nightjar.evaluation;

import dev.nightjar.evaluation.Metric.Direction;
import dev.nightjar.evaluation.Metric.Domain;
import dev.nightjar.evaluation.Metric.Share.Among;
import dev.nightjar.statistics.AveragePrecision;
import dev.nightjar.statistics.CalibrationError;
import dev.nightjar.text.Nearest;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The metrics that exist. A new one is added here, as one of the kinds of {@link Metric}. */
public final class Metrics {

  /** Scores nearer to 0 or 1 than this are taken as this near by the log loss. */
  public static final double CLIP = 1e-15;

  /** Share of right decisions. */
  public static final Metric.Share ACCURACY = new Metric.Share("accuracy", Among.ALL);

  /** Mean of recall and specificity; NaN when a class is missing. */
  public static final Metric.Matrix BALANCED_ACCURACY =
      new Metric.Matrix(
          "balanced_accuracy", Domain.SHARE, Counts::rarer, Metrics::balancedAccuracy);

  /** Area under the ROC curve, ties counting one half. */
  public static final Metric.Ranking AUC = new Metric.Ranking("auc");

  /** Mean precision over the recalls of all thresholds; NaN without positives. */
  public static final Metric.Ordered AVERAGE_PRECISION =
      new Metric.Ordered("average_precision", Direction.HIGHER_IS_BETTER, AveragePrecision::of);

  /**
   * Mean of −ln of the probability given to what happened; scores are clipped to [1e-15, 1 −
   * 1e-15], so that one sure mistake costs 34.5 and not infinity.
   */
  public static final Metric.Loss LOG_LOSS =
      new Metric.Loss("log_loss", new Domain(0, -StrictMath.log(CLIP)), Metrics::logLoss);

  /** Mean square of score − label. */
  public static final Metric.Loss BRIER =
      new Metric.Loss("brier", Domain.SHARE, (label, score) -> (score - label) * (score - label));

  /** Expected calibration error, ten bins of equal mass. */
  public static final Metric.Ordered ECE =
      new Metric.Ordered("ece", Direction.LOWER_IS_BETTER, new CalibrationError(10));

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

  /** Weighted harmonic mean of precision and recall, precision counting twice as much. */
  public static final Metric.Matrix F_HALF = fBeta("f0.5", 0.5);

  /** Weighted harmonic mean of precision and recall, recall counting twice as much. */
  public static final Metric.Matrix F2 = fBeta("f2", 2);

  /**
   * Matthews' correlation of labels and decisions: Matthews, Biochimica et Biophysica Acta 405
   * (1975). NaN where labels or decisions are all alike.
   */
  public static final Metric.Matrix MCC =
      new Metric.Matrix("mcc", Domain.CORRELATION, Counts::rarer, Metrics::matthews);

  /**
   * Agreement of labels and decisions beyond chance: Cohen, Educational and Psychological
   * Measurement 20 (1960). NaN where labels and decisions are all one and the same.
   */
  public static final Metric.Matrix KAPPA =
      new Metric.Matrix("kappa", Domain.CORRELATION, Counts::rarer, Metrics::kappa);

  private static final List<Metric> ALL =
      List.of(
          ACCURACY,
          BALANCED_ACCURACY,
          AUC,
          AVERAGE_PRECISION,
          LOG_LOSS,
          BRIER,
          ECE,
          PRECISION,
          RECALL,
          SPECIFICITY,
          F1,
          F_HALF,
          F2,
          MCC,
          KAPPA);

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

  private static double balancedAccuracy(double tp, double fp, double fn, double tn) {
    return (tp / (tp + fn) + tn / (tn + fp)) / 2;
  }

  /** Source: van Rijsbergen, Information Retrieval (1979), chapter 7. */
  private static Metric.Matrix fBeta(String name, double beta) {
    double square = beta * beta;
    return new Metric.Matrix(
        name,
        Domain.SHARE,
        Counts::concerned,
        (tp, fp, fn, tn) -> (1 + square) * tp / ((1 + square) * tp + square * fn + fp));
  }

  private static double matthews(double tp, double fp, double fn, double tn) {
    // Two roots and not one: without mistakes each is exact, and the quotient 1.
    double positive = Math.sqrt((tp + fp) * (tp + fn));
    double negative = Math.sqrt((tn + fp) * (tn + fn));
    return (tp * tn - fp * fn) / (positive * negative);
  }

  private static double kappa(double tp, double fp, double fn, double tn) {
    return 2 * (tp * tn - fp * fn) / ((tp + fp) * (fp + tn) + (tp + fn) * (fn + tn));
  }
}
