package dev.nightjar.statistics;

/**
 * The difference of the means of some rows and of the rest.
 *
 * <p>Sources: Welch, "The generalization of Student's problem when several different population
 * variances are involved", Biometrika 34 (1947); for rows in units the linearised variance of a
 * difference of two domain means: Särndal, Swensson and Wretman, Model Assisted Survey Sampling
 * (1992), 5.8, with the factor U/(U−1) as in {@link UnitRatio}.
 */
public final class MeanDifference {

  private MeanDifference() {}

  /** Mean of the first less that of the second, rows being independent; no interval below two. */
  public static Estimate welch(double[] first, double[] second, double confidence) {
    Quantile.check(confidence);
    double difference = mean(first) - mean(second);
    double one = variance(first) / first.length;
    double two = variance(second) / second.length;
    double variance = one + two;
    double degrees =
        variance == 0
            ? 1
            : variance
                * variance
                / (one * one / (first.length - 1) + two * two / (second.length - 1));
    return first.length < 2 || second.length < 2
        ? Estimate.withoutInterval(difference)
        : Quantile.around(difference, variance, confidence, degrees);
  }

  /**
   * The same over rows that come in units, which may have rows on either side: Student's quantile
   * with units − 1 degrees of freedom.
   *
   * @param firstSums of the values of the first in each unit
   * @param firstRows how many the first has in each unit
   * @param secondSums of the second
   * @param secondRows of the second
   */
  public static Estimate clustered(
      double[] firstSums,
      double[] firstRows,
      double[] secondSums,
      double[] secondRows,
      double confidence) {
    Quantile.check(confidence);
    UnitRatio first = UnitRatio.of(firstSums, firstRows);
    UnitRatio second = UnitRatio.of(secondSums, secondRows);
    double difference = first.value() - second.value();
    double squares = 0;
    long units = 0;
    for (int u = 0; u < firstSums.length; u++) {
      double residual =
          (firstSums[u] - first.value() * firstRows[u]) / first.rows()
              - (secondSums[u] - second.value() * secondRows[u]) / second.rows();
      squares += residual * residual;
      units += firstRows[u] + secondRows[u] > 0 ? 1 : 0;
    }
    return first.units() < 2 || second.units() < 2
        ? Estimate.withoutInterval(difference)
        : Quantile.around(difference, units / (units - 1.0) * squares, confidence, units - 1.0);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return squares / (values.length - 1);
  }
}
