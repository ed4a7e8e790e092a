package dev.nightjar.multiclass;

import dev.nightjar.multiclass.ClassMetric.Agreement;
import dev.nightjar.multiclass.ClassMetric.Averaged;
import dev.nightjar.multiclass.ClassMetric.Averaged.Over;
import dev.nightjar.multiclass.ClassMetric.Churn;
import dev.nightjar.multiclass.ClassMetric.Loss;
import dev.nightjar.multiclass.ClassMetric.OfClass;
import dev.nightjar.multiclass.ClassMetric.Ranking;
import dev.nightjar.multiclass.ClassMetric.Share;
import dev.nightjar.statistics.Measure;
import dev.nightjar.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The metrics of classes that exist. */
public final class ClassMetrics {

  /** With more classes, those of single classes are measured only where somebody asks for them. */
  public static final int MOST_SHOWN = 100;

  /** Probabilities smaller than this are taken as this by the log loss. */
  private static final double CLIP = 1e-15;

  private static final String RECALL = "recall.";
  private static final String PRECISION = "precision.";

  /** What they would be where each row has one class. */
  private static final Set<String> ARE_ACCURACY =
      Set.of("precision_micro", "recall_micro", "recall_weighted");

  /** Mean of −ln of the probability given to the class that it was. */
  static final Loss LOG_LOSS =
      new Loss(
          "log_loss",
          -StrictMath.log(CLIP),
          (p, row, actual) -> -StrictMath.log(Math.max(CLIP, p[actual][row])));

  /**
   * Mean of the sum over classes of the squared distance of probability and 0 or 1; of two classes
   * it is twice what is called so there. Source: Brier, Monthly Weather Review 78 (1950).
   */
  static final Loss BRIER = new Loss("brier", 2, ClassMetrics::brier);

  private static final List<ClassMetric> ALL =
      List.of(
          new Share("accuracy", null),
          new Averaged("balanced_accuracy", ClassRatio.RECALL, Over.OCCURRING),
          new Ranking("auc_ovr", null),
          LOG_LOSS,
          BRIER,
          new Averaged("precision_macro", ClassRatio.PRECISION, Over.OCCURRING),
          new Averaged("recall_macro", ClassRatio.RECALL, Over.OCCURRING),
          new Averaged("f1_macro", ClassRatio.F1, Over.OCCURRING),
          new Averaged("f0.5_macro", ClassRatio.fBeta(0.5), Over.OCCURRING),
          new Averaged("f2_macro", ClassRatio.fBeta(2), Over.OCCURRING),
          new Share("f1_micro", null),
          new Averaged("precision_weighted", ClassRatio.PRECISION, Over.ROWS),
          new Averaged("f1_weighted", ClassRatio.F1, Over.ROWS),
          new Agreement("mcc", Agreement.Kind.MATTHEWS),
          new Agreement("kappa", Agreement.Kind.COHEN));

  private ClassMetrics() {}

  /** Those that are not of one class, in the order in which they are shown. */
  public static List<ClassMetric> all() {
    return ALL;
  }

  /** {@code recall.CLASS} and {@code precision.CLASS} of each class. */
  public static List<ClassMetric> single(List<String> classes) {
    List<ClassMetric> single = new ArrayList<>();
    for (int c = 0; c < classes.size(); c++) {
      single.add(new Share(RECALL + classes.get(c), c));
      single.add(new OfClass(PRECISION + classes.get(c), ClassRatio.PRECISION, c));
    }
    return single;
  }

  /** The share of rows that candidate and champion call otherwise. */
  public static ClassMetric churn() {
    return new Churn(Measure.CHURN);
  }

  /**
   * Throws {@link IllegalArgumentException} with the nearest valid name when there is none.
   *
   * @param probabilities whether models gave any
   */
  public static void require(String name, List<String> classes, boolean probabilities) {
    if (ARE_ACCURACY.contains(name)) {
      throw new IllegalArgumentException(
          name + " is accuracy where each row has one class: ask for accuracy");
    }
    for (ClassMetric metric : ALL) {
      if (metric.name().equals(name)) {
        if (metric.needsProbabilities() && !probabilities) {
          throw new IllegalArgumentException(
              name
                  + " is about probabilities, and not all models have them: for each class a"
                  + " column named as the model's is, .p. and the class");
        }
        return;
      }
    }
    List<String> single = single(classes).stream().map(ClassMetric::name).toList();
    if (single.contains(name)) {
      return;
    }
    List<String> known = ALL.stream().map(ClassMetric::name).toList();
    List<String> near = name.startsWith(RECALL) || name.startsWith(PRECISION) ? single : known;
    throw new IllegalArgumentException(
        "no metric %s of classes%s (there are: %s, %sCLASS, %sCLASS)"
            .formatted(
                name, Nearest.hint(name, near), String.join(", ", known), RECALL, PRECISION));
  }

  private static double brier(double[][] p, int row, int actual) {
    double sum = 0;
    for (int c = 0; c < p.length; c++) {
      double distance = p[c][row] - (c == actual ? 1 : 0);
      sum += distance * distance;
    }
    return sum;
  }
}
