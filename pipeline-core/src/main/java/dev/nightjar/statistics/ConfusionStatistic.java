package dev.nightjar.statistics;

/**
 * A number made of a confusion matrix; NaN where it is undefined. It takes counts as real numbers
 * and does not change when all are multiplied by the same.
 */
@FunctionalInterface
public interface ConfusionStatistic {
  double of(
      double truePositives, double falsePositives, double falseNegatives, double trueNegatives);
}
