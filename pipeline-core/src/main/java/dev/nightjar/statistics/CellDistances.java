package dev.nightjar.statistics;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * How far the shares of two samples' cells are apart.
 *
 * <p>Intervals are those of the delta method. Samples of one distribution are apart too, on average
 * by their degrees of freedom times a multiple of 1/n + 1/m, as a chi-square is: the lower end goes
 * down by that, and the variance has the chi-square's in it, so that it is no smaller than that of
 * samples of one distribution.
 *
 * @param counts the samples
 * @param before how many independent rows the first is worth, at most its rows
 * @param after the same of the second
 */
public record CellDistances(CellCounts counts, double before, double after) {

  /** {@link CellCounts#psi} with its interval. */
  public Estimate psi(double confidence) {
    double n = (double) counts.rowsBefore();
    double m = (double) counts.rowsAfter();
    Moments first = new Moments();
    Moments second = new Moments();
    for (int i = 0; i < counts.before().length; i++) {
      if (counts.before()[i] + counts.after()[i] > 0) {
        double p = Math.max((double) counts.before()[i], 0.5) / n;
        double q = Math.max((double) counts.after()[i], 0.5) / m;
        double log = Math.log(p / q);
        first.add(p, log + 1 - q / p);
        second.add(q, 1 - log - p / q);
      }
    }
    return estimate(counts.psi(), first, second, 1, confidence, x -> x);
  }

  /**
   * What the index is above on a share 1 − confidence of pairs of samples of one distribution: (1/n
   * + 1/m) times the quantile of chi-square. Source: Yurdakul, "Statistical properties of
   * population stability index", Western Michigan University (2018).
   */
  public double criticalPsi(double confidence) {
    int degrees = counts.degrees();
    return degrees == 0
        ? 0
        : scale() * ChiSquaredDistribution.of(degrees).inverseCumulativeProbability(confidence);
  }

  /**
   * The Jensen–Shannon distance, the root of the divergence with logarithms of base 2: 0 for equal
   * shares, 1 where no cell has rows of both. Source: Lin, "Divergence measures based on the
   * Shannon entropy", IEEE Transactions on Information Theory 37 (1991); that its root is a
   * distance: Endres and Schindelin, IEEE Transactions on Information Theory 49 (2003).
   */
  public Estimate jensenShannon(double confidence) {
    double n = (double) counts.rowsBefore();
    double m = (double) counts.rowsAfter();
    double sum = 0;
    Moments first = new Moments();
    Moments second = new Moments();
    for (int i = 0; i < counts.before().length; i++) {
      double p = counts.before()[i] / n;
      double q = counts.after()[i] / m;
      double middle = (p + q) / 2;
      if (p > 0) {
        sum += p * Math.log(p / middle) / 2;
        first.add(p, Math.log(p / middle) / 2);
      }
      if (q > 0) {
        sum += q * Math.log(q / middle) / 2;
        second.add(q, Math.log(q / middle) / 2);
      }
    }
    double divergence = n == 0 || m == 0 ? Double.NaN : Math.max(0, sum);
    return estimate(
        divergence, first, second, 0.125, confidence, d -> Math.sqrt(Math.min(1, d / Math.log(2))));
  }

  private double scale() {
    return 1 / before + 1 / after;
  }

  private Estimate estimate(
      double value,
      Moments first,
      Moments second,
      double share,
      double confidence,
      DoubleUnaryOperator shown) {
    double noise = share * scale();
    double variance =
        first.variance() / before
            + second.variance() / after
            + 2 * counts.degrees() * noise * noise;
    double reach = Quantile.normal(confidence) * Math.sqrt(variance);
    double low = Math.max(0, value - counts.degrees() * noise - reach);
    return new Estimate(
        shown.applyAsDouble(value),
        shown.applyAsDouble(low),
        shown.applyAsDouble(value + reach),
        Double.NaN);
  }

  /** The variance of a number of each cell, over its rows. */
  private static final class Moments {
    private double mass;
    private double mean;
    private double square;

    void add(double share, double value) {
      mass += share;
      mean += share * value;
      square += share * value * value;
    }

    double variance() {
      return mass == 0 ? 0 : Math.max(0, square / mass - mean * mean / mass / mass);
    }
  }
}
