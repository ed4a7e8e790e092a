package dev.nightjar.evaluation;

import dev.nightjar.probe.Importances.Importance;
import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.PairedT;
import org.jspecify.annotations.Nullable;

/**
 * How much greater the mean loss of a model is when the values of a column change places among the
 * rows. Source: Breiman, "Random forests", Machine Learning 45 (2001); the interval is Student's,
 * of the rows' own differences, or of those of their units.
 *
 * @param metric the loss
 * @param labels 0 or 1
 * @param units of the rows, from 0; null: they are independent
 * @param scores of the rows as they are
 */
@SuppressWarnings("ArrayRecordComponent")
public record PermutationImportance(
    Metric.Loss metric, byte[] labels, int @Nullable [] units, double[] scores) {

  /** The mean loss on the rows as they are; NaN without any. */
  public double loss() {
    double sum = 0;
    for (int row = 0; row < labels.length; row++) {
      sum += metric.of().loss(labels[row], scores[row]);
    }
    return sum / labels.length;
  }

  /**
   * Of a column.
   *
   * @param permuted the scores when its values changed places
   * @param confidence one-sided
   */
  public Importance of(String column, double[] permuted, double confidence) {
    double[] increases = new double[labels.length];
    int moved = 0;
    for (int row = 0; row < increases.length; row++) {
      increases[row] =
          metric.of().loss(labels[row], permuted[row]) - metric.of().loss(labels[row], scores[row]);
      moved += permuted[row] == scores[row] ? 0 : 1;
    }
    Estimate e = estimate(increases, confidence);
    return new Importance(column, e.value(), e.low(), e.high(), (double) moved / increases.length);
  }

  private Estimate estimate(double[] increases, double confidence) {
    if (units == null) {
      return PairedT.of(increases, confidence);
    }
    int bound = 0;
    for (int unit : units) {
      bound = Math.max(bound, unit + 1);
    }
    double[] sums = new double[bound];
    double[] rows = new double[bound];
    for (int row = 0; row < increases.length; row++) {
      sums[units[row]] += increases[row];
      rows[units[row]]++;
    }
    return PairedT.clustered(sums, rows, confidence);
  }
}
