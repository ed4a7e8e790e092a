package dev.nightjar.regression;

import dev.nightjar.influence.Influences;
import dev.nightjar.influence.RowMetric;
import java.util.Arrays;

/** A number that says how near predictions are. */
public sealed interface NumberMetric extends RowMetric<NumberSet> {

  /** Less is better, unless it says otherwise. */
  @Override
  default boolean lessIsBetter() {
    return true;
  }

  /** 0, unless it says otherwise. */
  @Override
  default double least() {
    return 0;
  }

  /** Unbounded, unless it says otherwise. */
  @Override
  default double most() {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  default Influences influences(NumberSet set, String role, int[] rows) {
    return NumberInfluences.of(this, set, role, rows);
  }

  @Override
  default boolean alike(NumberSet set, String one, String other) {
    return Arrays.equals(set.models().get(one), set.models().get(other));
  }

  /**
   * The mean of an error of each row, which is not negative.
   *
   * @param of the error; NaN: the row does not count, nor is it in the denominator
   */
  record MeanError(String name, RowError of) implements NumberMetric {

    /** The error of a row. */
    @FunctionalInterface
    public interface RowError {
      double error(double actual, double predicted);
    }

    @Override
    public String method() {
      return "paired-t";
    }
  }

  /** The square root of the mean squared error. */
  record RootMeanSquare(String name) implements NumberMetric {}

  /** The share of the actual values' variance that the predictions explain; NaN where it is 0. */
  record Explained(String name) implements NumberMetric {
    @Override
    public boolean lessIsBetter() {
      return false;
    }

    @Override
    public double least() {
      return Double.NEGATIVE_INFINITY;
    }

    @Override
    public double most() {
      return 1;
    }
  }
}
