package dev.nightjar.multiclass;

import dev.nightjar.evaluation.Metrics;
import dev.nightjar.multiclass.ClassMetric.Agreement;
import dev.nightjar.multiclass.ClassMetric.Averaged;
import dev.nightjar.multiclass.ClassMetric.Averaged.Over;
import dev.nightjar.multiclass.ClassMetric.Loss;
import dev.nightjar.multiclass.ClassMetric.OfClass;
import dev.nightjar.multiclass.ClassMetric.Precisions;
import dev.nightjar.multiclass.ClassMetric.Ranking;
import dev.nightjar.multiclass.ClassMetric.Share;
import java.util.List;

/**
 * The metrics of two classes, of rows that have weights: those of {@link Metrics} with the same
 * names, but for the calibration error. Class 0 is negative, class 1 positive.
 */
public final class BinaryMetrics {

  /** The names of the classes, in order. */
  public static final List<String> CLASSES = List.of("negative", "positive");

  private static final int POSITIVE = 1;

  private static final List<ClassMetric> ALL =
      List.of(
          new Share(Metrics.ACCURACY.name(), null),
          new Averaged(Metrics.BALANCED_ACCURACY.name(), ClassRatio.RECALL, Over.ALL),
          new Ranking(Metrics.AUC.name(), POSITIVE),
          new Precisions(Metrics.AVERAGE_PRECISION.name(), POSITIVE),
          ClassMetrics.LOG_LOSS,
          new Loss(Metrics.BRIER.name(), 1, BinaryMetrics::brier),
          new OfClass(Metrics.PRECISION.name(), ClassRatio.PRECISION, POSITIVE),
          new Share(Metrics.RECALL.name(), POSITIVE),
          new Share(Metrics.SPECIFICITY.name(), 0),
          new OfClass(Metrics.F1.name(), ClassRatio.F1, POSITIVE),
          new OfClass(Metrics.F_HALF.name(), ClassRatio.fBeta(0.5), POSITIVE),
          new OfClass(Metrics.F2.name(), ClassRatio.fBeta(2), POSITIVE),
          new Agreement(Metrics.MCC.name(), Agreement.Kind.MATTHEWS),
          new Agreement(Metrics.KAPPA.name(), Agreement.Kind.COHEN));

  private BinaryMetrics() {}

  /** All of them, in the order in which they are shown. */
  public static List<ClassMetric> all() {
    return ALL;
  }

  /**
   * Throws {@link IllegalArgumentException} when there is no such metric, or it is none of rows
   * with weights.
   */
  public static void require(String name) {
    String known = Metrics.named(name).name();
    if (ALL.stream().noneMatch(m -> m.name().equals(known))) {
      throw new IllegalArgumentException(
          known
              + " is reckoned of rows without weights only: ask for log_loss or brier, or leave out"
              + " --weight");
    }
  }

  private static double brier(double[][] p, int row, int actual) {
    double distance = p[POSITIVE][row] - actual;
    return distance * distance;
  }
}
