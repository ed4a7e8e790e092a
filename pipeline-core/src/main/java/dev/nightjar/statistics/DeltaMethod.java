package dev.nightjar.statistics;

import java.util.Arrays;

/**
 * Intervals for one model's number of a confusion matrix: the delta method on the logit of the
 * number's place within its domain, so that an interval never leaves the domain. Source: Agresti,
 * Categorical Data Analysis (2013), 16.1; for rows in units the linearised variance between units,
 * Binder, International Statistical Review 51 (1983), with Student's quantile.
 *
 * <p>Counts are true positives, false positives, false negatives, true negatives. The number is NaN
 * where it is undefined. Where the counts cannot vary it, as when every decision is right, the
 * interval ends at z²/(n + z²), as Wilson's does.
 *
 * @param least smallest value of the number
 * @param greatest greatest value
 */
public record DeltaMethod(ConfusionStatistic statistic, double least, double greatest) {

  private static final int CELLS = 4;

  // Relative to all rows: rounding and curvature are then both far below any interval's width.
  private static final double STEP = 1e-6;

  /**
   * Of independent rows; no interval with fewer than two.
   *
   * @param n rows of the number's own denominator
   */
  public Estimate rows(long[] counts, long n, double confidence) {
    double[] slopes = slopes(counts);
    double variance = 0;
    for (int cell = 0; cell < CELLS; cell++) {
      variance += counts[cell] * slopes[cell] * slopes[cell];
    }
    double value = of(Arrays.stream(counts).asDoubleStream().toArray());
    return Arrays.stream(counts).sum() < 2
        ? Estimate.withoutInterval(value)
        : domain().around(value, variance, Quantile.normal(confidence), n);
  }

  /**
   * Of rows in units; no interval with fewer than two.
   *
   * @param counts of each unit, one after the other; units without rows do not count
   * @param n rows of the number's own denominator
   */
  public Estimate units(long[] counts, long n, double confidence) {
    long[] all = new long[CELLS];
    long units = 0;
    for (int u = 0; u < counts.length; u += CELLS) {
      boolean any = false;
      for (int cell = 0; cell < CELLS; cell++) {
        all[cell] += counts[u + cell];
        any |= counts[u + cell] > 0;
      }
      units += any ? 1 : 0;
    }
    double value = of(Arrays.stream(all).asDoubleStream().toArray());
    if (units < 2) {
      return Estimate.withoutInterval(value);
    }
    double[] slopes = slopes(all);
    double squares = 0;
    for (int u = 0; u < counts.length; u += CELLS) {
      double sum = 0;
      for (int cell = 0; cell < CELLS; cell++) {
        sum += counts[u + cell] * slopes[cell];
      }
      squares += sum * sum;
    }
    double variance = units / (units - 1.0) * squares;
    return domain()
        .around(value, variance, Quantile.t(confidence, units - 1.0), Math.min(units, n));
  }

  private LogitInterval domain() {
    return new LogitInterval(least, greatest);
  }

  private double of(double[] counts) {
    return statistic.of(counts[0], counts[1], counts[2], counts[3]);
  }

  /** The derivative with respect to each count that is not 0; of others nobody asks. */
  private double[] slopes(long[] counts) {
    double step = STEP * Arrays.stream(counts).sum();
    double[] slopes = new double[CELLS];
    for (int cell = 0; cell < CELLS; cell++) {
      if (counts[cell] > 0) {
        double[] up = Arrays.stream(counts).asDoubleStream().toArray();
        double[] down = up.clone();
        double reach = Math.min(step, counts[cell] / 2.0);
        up[cell] += reach;
        down[cell] -= reach;
        slopes[cell] = (of(up) - of(down)) / (up[cell] - down[cell]);
      }
    }
    return slopes;
  }
}
