package dev.nightjar.regression;

/**
 * A number that says how near predictions are. Intervals of all of them come from the influences of
 * rows; see {@link dev.nightjar.statistics.InfinitesimalJackknife}.
 */
public sealed interface NumberMetric {

  /** What gates call it. */
  String name();

  /** Whether a smaller value is the better one. */
  default boolean lessIsBetter() {
    return true;
  }

  /** The smallest value that it can have. */
  default double least() {
    return 0;
  }

  /** The greatest value that it can have. */
  default double most() {
    return Double.POSITIVE_INFINITY;
  }

  /** How the interval of a difference is called. */
  default String method() {
    return "jackknife";
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
