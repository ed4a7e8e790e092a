package dev.nightjar.statistics;

/**
 * Expected calibration error: rows in the order of their scores are split into bins of equal mass,
 * as numpy's array_split does, and the distances |share of positives − mean score| of the bins are
 * averaged by their rows. Source: Naeini, Cooper and Hauskrecht, "Obtaining well calibrated
 * probabilities using Bayesian binning", AAAI (2015); equal mass: Nguyen and O'Connor, "Posterior
 * calibration and exploratory analysis for natural language processing models", EMNLP (2015).
 *
 * <p>Rows with the same score are taken in the order of rows. Even a perfect model has an error
 * above 0, the more so the fewer rows there are: compare models on the same rows.
 *
 * <p>Influences take the bins as given. A bin errs by |G|, the sum of its rows' residuals; where G
 * is no greater than its standard deviation σ nobody knows on which side it errs, and in place of
 * the sign of G stands 2Φ(G/σ) − 1, its mean over what G may be. Times √(3 − 6/π), but at most 1:
 * where there is nothing but noise the mean square is then 1 − 2/π, as the variance of |G| is. With
 * plain signs, intervals would be far too wide for models that are well calibrated.
 *
 * @param bins at least 1
 */
public record CalibrationError(int bins) implements OrderStatistic {

  private static final double FOLDED = Math.sqrt(3 - 6 / Math.PI);

  public CalibrationError {
    if (bins < 1) {
      throw new IllegalArgumentException("bins: " + bins);
    }
  }

  @Override
  public double of(ScoreOrder order, int from, int to, double[] influences) {
    int n = to - from;
    double[] gaps = new double[bins];
    double[] squares = new double[bins];
    double error = 0;
    for (int bin = 0; bin < bins; bin++) {
      for (int i = from + start(n, bin); i < from + start(n, bin + 1); i++) {
        double residual = residual(order, i);
        gaps[bin] += residual;
        squares[bin] += residual * residual;
      }
      error += Math.abs(gaps[bin]);
    }
    double[] sides = sides(gaps, squares, n);
    double centre = 0;
    for (int bin = 0; bin < bins; bin++) {
      centre += sides[bin] * gaps[bin] / n;
    }
    for (int bin = 0; bin < bins; bin++) {
      for (int i = from + start(n, bin); i < from + start(n, bin + 1); i++) {
        influences[order.row(i)] = (sides[bin] * residual(order, i) - centre) / n;
      }
    }
    return error / n;
  }

  private double[] sides(double[] gaps, double[] squares, int n) {
    double[] sides = new double[bins];
    for (int bin = 0; bin < bins; bin++) {
      int rows = start(n, bin + 1) - start(n, bin);
      double variance = squares[bin] - gaps[bin] * gaps[bin] / rows;
      double sign = Math.signum(gaps[bin]);
      double sure =
          variance > 0
              ? FOLDED * (2 * Quantile.below(Math.abs(gaps[bin]) / Math.sqrt(variance)) - 1)
              : 1;
      sides[bin] = sign * Math.min(1, sure);
    }
    return sides;
  }

  private static double residual(ScoreOrder order, int place) {
    return (order.positive(place) ? 1 : 0) - order.score(place);
  }

  private int start(int n, int bin) {
    return bin * (n / bins) + Math.min(bin, n % bins);
  }
}
