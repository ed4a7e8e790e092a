package dev.nightjar.statistics;

/**
 * Numbers from 0 to 1 of several models on the same rows, such as areas under ROC curves, with
 * their covariances.
 */
public final class Correlated {

  private final double[] values;
  private final double[][] covariances;
  private final double degrees;
  private final long scarcer;

  /**
   * Makes them of what was found.
   *
   * @param degrees of freedom of Student's quantile; infinite is the normal distribution
   * @param scarcer rows (units) of the scarcer class
   */
  Correlated(double[] values, double[][] covariances, double degrees, long scarcer) {
    this.values = values;
    this.covariances = covariances;
    this.degrees = degrees;
    this.scarcer = scarcer;
  }

  /** The number of a model; NaN when undefined. */
  public double value(int model) {
    return values[model];
  }

  /** Covariance of the numbers of two models. */
  public double covariance(int first, int second) {
    return covariances[first][second];
  }

  /** The number with its interval, inside [0, 1]. */
  public Estimate value(int model, double confidence) {
    double value = values[model];
    double variance = covariances[model][model];
    if (variance == 0 && (value == 0 || value == 1)) {
      return unseen(value, confidence, Double.NaN).within(0, 1);
    }
    Estimate e = Quantile.around(value, variance, confidence, degrees).within(0, 1);
    return new Estimate(value, e.low(), e.high(), Double.NaN);
  }

  /** First minus second, with its interval and the p-value of no difference. */
  public Estimate difference(int first, int second, double confidence) {
    double value = values[first] - values[second];
    double variance = variance(first, second);
    boolean perfect = values[first] % 1 == 0 || values[second] % 1 == 0;
    if (variance == 0 && perfect) {
      return unseen(value, confidence, value == 0 ? 1 : Double.NaN).within(-1, 1);
    }
    return Quantile.around(value, variance, confidence, degrees).within(-1, 1);
  }

  /** Variance of the difference. */
  double variance(int first, int second) {
    double sum = covariances[first][first] + covariances[second][second];
    return Math.max(0, sum - 2 * covariances[first][second]);
  }

  /** Two-sided p-value of a statistic. */
  double twoSided(double statistic) {
    return Quantile.twoSided(statistic, degrees);
  }

  /**
   * Where all pairs are in the right order there is no variance to see, but that does not make the
   * area certain: as many pairs as the scarcer class has rows are independent, and z²/(n + z²) is
   * the distance at which Wilson's and Tango's intervals end when all of n agree.
   */
  private Estimate unseen(double value, double confidence, double pValue) {
    double z = Quantile.t(confidence, degrees);
    double reach = z * z / (scarcer + z * z);
    return new Estimate(value, value - reach, value + reach, pValue);
  }
}
