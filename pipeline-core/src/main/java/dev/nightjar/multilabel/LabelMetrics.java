package dev.nightjar.multilabel;

import dev.nightjar.multiclass.ClassRatio;
import dev.nightjar.multilabel.LabelMetric.Averaged;
import dev.nightjar.multilabel.LabelMetric.Churn;
import dev.nightjar.multilabel.LabelMetric.Mean;
import dev.nightjar.multilabel.LabelMetric.OfLabel;
import dev.nightjar.multilabel.LabelMetric.Pooled;
import dev.nightjar.multilabel.LabelMetric.Share;
import dev.nightjar.statistics.Measure;
import dev.nightjar.text.Nearest;
import java.util.ArrayList;
import java.util.List;

/** The metrics of labels that exist. */
public final class LabelMetrics {

  /** With more labels, those of single ones are measured only where somebody asks for them. */
  public static final int MOST_SHOWN = 100;

  private static final String RECALL = "recall.";
  private static final String PRECISION = "precision.";

  /**
   * Share of rows whose labels were all found, and no other; share of wrong answers to "does the
   * row have this label"; mean over rows of labels in common, of all that the row has or was given:
   * 1 where these are none; the same of F1; then of all labels together, and means over labels.
   */
  private static final List<LabelMetric> ALL =
      List.of(
          new Share("subset_accuracy", null),
          new Mean(
              "hamming_loss",
              true,
              (common, actual, said, labels) -> (double) (actual + said - 2 * common) / labels),
          new Mean(
              "jaccard",
              false,
              (common, actual, said, labels) -> share(common, actual + said - common)),
          new Mean(
              "f1_samples",
              false,
              (common, actual, said, labels) -> share(2 * common, actual + said)),
          new Pooled("precision_micro", ClassRatio.PRECISION),
          new Pooled("recall_micro", ClassRatio.RECALL),
          new Pooled("f1_micro", ClassRatio.F1),
          new Averaged("precision_macro", ClassRatio.PRECISION, false),
          new Averaged("recall_macro", ClassRatio.RECALL, false),
          new Averaged("f1_macro", ClassRatio.F1, false),
          new Averaged("f1_weighted", ClassRatio.F1, true));

  private LabelMetrics() {}

  /** Those that are not of one label, in the order in which they are shown. */
  public static List<LabelMetric> all() {
    return ALL;
  }

  /** {@code recall.LABEL} and {@code precision.LABEL} of each label. */
  public static List<LabelMetric> single(List<String> labels) {
    List<LabelMetric> single = new ArrayList<>();
    for (int l = 0; l < labels.size(); l++) {
      single.add(new Share(RECALL + labels.get(l), l));
      single.add(new OfLabel(PRECISION + labels.get(l), ClassRatio.PRECISION, l));
    }
    return single;
  }

  /** The share of rows to which candidate and champion give other labels. */
  public static LabelMetric churn() {
    return new Churn(Measure.CHURN);
  }

  /** Throws {@link IllegalArgumentException} with the nearest valid name when there is none. */
  public static void require(String name, List<String> labels) {
    List<String> known = ALL.stream().map(LabelMetric::name).toList();
    List<String> single = single(labels).stream().map(LabelMetric::name).toList();
    if (!known.contains(name) && !single.contains(name)) {
      boolean one = name.startsWith(RECALL) || name.startsWith(PRECISION);
      throw new IllegalArgumentException(
          "no metric %s of several labels%s (there are: %s, %sLABEL, %sLABEL)"
              .formatted(
                  name,
                  Nearest.hint(name, one ? single : known),
                  String.join(", ", known),
                  RECALL,
                  PRECISION));
    }
  }

  private static double share(int some, int all) {
    return all == 0 ? 1 : (double) some / all;
  }
}
