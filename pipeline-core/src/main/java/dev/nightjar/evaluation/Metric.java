package dev.nightjar.evaluation;

import dev.nightjar.statistics.ConfusionStatistic;
import dev.nightjar.statistics.OrderStatistic;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToLongFunction;

/**
 * A number that says how good a model's scores are. Its kind decides how intervals are made; see
 * {@link Metrics} for those that exist.
 */
public sealed interface Metric {

  /** What pipeline files call it. */
  String name();

  /** Which way is good: up, unless it says otherwise. */
  default Direction direction() {
    return Direction.HIGHER_IS_BETTER;
  }

  /** Whether it judges decisions, made by a threshold, and not scores. */
  boolean needsThreshold();

  /** The smallest and the greatest value it can have: 0 and 1, unless it says otherwise. */
  default Domain domain() {
    return Domain.SHARE;
  }

  /** Which way is good. */
  enum Direction {
    HIGHER_IS_BETTER,
    LOWER_IS_BETTER
  }

  /** The smallest and the greatest value. */
  record Domain(double least, double greatest) {
    static final Domain SHARE = new Domain(0, 1);
    static final Domain CORRELATION = new Domain(-1, 1);
  }

  /**
   * The share of right decisions among rows that no model chooses: accuracy, recall, specificity.
   * Intervals: Wilson for one model, Tango for a difference.
   *
   * @param among rows that count: its denominator
   */
  record Share(String name, Among among) implements Metric {

    /** Rows that count. */
    public enum Among {
      ALL,
      POSITIVES,
      NEGATIVES
    }

    @Override
    public boolean needsThreshold() {
      return true;
    }
  }

  /**
   * A rising function of the share of true positives among rows that the model itself chooses:
   * precision, F1. Intervals: Wilson for one model, carried through the function; bootstrap over
   * joint counts for a difference.
   *
   * @param rows how many rows it is about: its denominator
   * @param link from true positives / rows to the metric
   */
  record Ratio(String name, ToLongFunction<Counts> rows, DoubleUnaryOperator link)
      implements Metric {

    /** The metric of a confusion matrix, NaN without rows. */
    public double of(Counts counts) {
      long n = rows.applyAsLong(counts);
      return n == 0 ? Double.NaN : link.applyAsDouble((double) counts.truePositives() / n);
    }

    @Override
    public boolean needsThreshold() {
      return true;
    }
  }

  /**
   * A number of the whole confusion matrix: Matthews' correlation, Cohen's kappa, F-beta.
   * Intervals: the delta method for one model; bootstrap over joint counts for a difference.
   *
   * @param rows how many rows it is about: its denominator
   * @param of from the confusion matrix to the metric, NaN where it is undefined
   */
  record Matrix(String name, Domain domain, ToLongFunction<Counts> rows, ConfusionStatistic of)
      implements Metric {

    @Override
    public boolean needsThreshold() {
      return true;
    }
  }

  /** The mean of a number of each row. Its denominator is all rows. */
  sealed interface Mean extends Metric permits Loss, Cost {}

  /**
   * The mean of a loss of each row: log loss, Brier score. Its denominator is all rows. Intervals:
   * Student's t, paired for a difference.
   */
  record Loss(String name, Domain domain, RowLoss of) implements Mean {

    /** The loss of a row with that label, 0 or 1, and that probability of being positive. */
    @FunctionalInterface
    public interface RowLoss {
      double loss(int label, double score);
    }

    @Override
    public Direction direction() {
      return Direction.LOWER_IS_BETTER;
    }

    @Override
    public boolean needsThreshold() {
      return false;
    }
  }

  /**
   * The mean of what decisions cost or bring in, row by row, by a {@link CostMatrix}. Intervals:
   * Student's t, paired for a difference.
   */
  record Cost(String name, Direction direction) implements Mean {

    private static final Domain ANY =
        new Domain(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    @Override
    public boolean needsThreshold() {
      return true;
    }

    @Override
    public Domain domain() {
      return ANY;
    }
  }

  /**
   * The area under the ROC curve, ties counting one half. Its denominator is all rows; NaN when a
   * class is missing. Intervals: DeLong.
   */
  record Ranking(String name) implements Metric {
    @Override
    public boolean needsThreshold() {
      return false;
    }
  }

  /**
   * A number from 0 to 1 of the rows in the order of their scores: average precision, calibration
   * error. Its denominator is all rows. Intervals: the infinitesimal jackknife.
   */
  record Ordered(String name, Direction direction, OrderStatistic of) implements Metric {
    @Override
    public boolean needsThreshold() {
      return false;
    }
  }
}
