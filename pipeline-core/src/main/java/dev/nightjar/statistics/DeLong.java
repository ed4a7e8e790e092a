package dev.nightjar.statistics;

/**
 * Areas under ROC curves of several models on the same rows, with their covariances: DeLong, DeLong
 * and Clarke-Pearson, Biometrics 44 (1988), in O(n log n) as by Sun and Xu, IEEE Signal Processing
 * Letters 21 (2014). For rows in units: Obuchowski, "Nonparametric analysis of clustered ROC curve
 * data", Biometrics 53 (1997), with Student's quantile for units − 1 degrees of freedom.
 *
 * <p>A missing class makes an area NaN, and a class with fewer than two rows (units) its variance.
 */
public final class DeLong {

  private final double[] areas;
  private final double[][] covariances;
  private final double degrees;
  private final long rows;
  private final long scarcer;

  /** A test of no difference. */
  public record Test(double statistic, double pValue) {}

  DeLong(double[] areas, double[][] covariances, double degrees, long rows, long scarcer) {
    this.areas = areas;
    this.covariances = covariances;
    this.degrees = degrees;
    this.rows = rows;
    this.scarcer = scarcer;
  }

  /** Of independent rows; labels are 0 or 1, one array of scores for each model. */
  public static DeLong of(byte[] labels, double[]... scores) {
    return of(Sample.all(labels, null), scores);
  }

  /** Of rows in units, numbered from 0. */
  public static DeLong clustered(byte[] labels, int[] units, double[]... scores) {
    return of(Sample.all(labels, units), scores);
  }

  private static DeLong of(Sample all, double[]... scores) {
    double[] areas = new double[scores.length];
    double[][] placements = new double[scores.length][all.size()];
    for (int k = 0; k < scores.length; k++) {
      areas[k] = ScoreOrder.of(all.labels(), scores[k]).place(0, all.size(), placements[k]);
    }
    return ofPlacements(all, areas, placements);
  }

  /**
   * Of placements that the caller has already found.
   *
   * @param sample the rows
   * @param areas of each model on these rows
   * @param placements of each model, by row, as {@link ScoreOrder#place} writes them
   */
  public static DeLong ofPlacements(Sample sample, double[] areas, double[][] placements) {
    return sample.units() == null
        ? RowCovariance.of(sample, areas, placements)
        : UnitCovariance.of(sample, sample.units(), areas, placements);
  }

  /** The area under the ROC curve of a model, ties counting one half. */
  public double area(int model) {
    return areas[model];
  }

  /** Covariance of the areas of two models. */
  public double covariance(int first, int second) {
    return covariances[first][second];
  }

  /** The area with its interval, inside [0, 1]. */
  public Estimate area(int model, double confidence) {
    double area = areas[model];
    double variance = covariances[model][model];
    if (variance == 0 && (area == 0 || area == 1)) {
      return unseen(area, confidence, Double.NaN).within(0, 1);
    }
    Estimate e = Quantile.around(area, variance, confidence, degrees).within(0, 1);
    return new Estimate(area, e.low(), e.high(), Double.NaN);
  }

  /** First minus second, with its interval and the p-value of no difference. */
  public Estimate difference(int first, int second, double confidence) {
    double value = areas[first] - areas[second];
    double variance = variance(first, second);
    boolean perfect = areas[first] % 1 == 0 || areas[second] % 1 == 0;
    if (variance == 0 && perfect) {
      return unseen(value, confidence, value == 0 ? 1 : Double.NaN).within(-1, 1);
    }
    return Quantile.around(value, variance, confidence, degrees).within(-1, 1);
  }

  /** First against second on the same rows; identical curves have statistic 0 and p-value 1. */
  public Test test(int first, int second) {
    double value = areas[first] - areas[second];
    double variance = variance(first, second);
    return value == 0 && variance == 0
        ? new Test(0, 1)
        : new Test(
            value / Math.sqrt(variance), Quantile.twoSided(value / Math.sqrt(variance), degrees));
  }

  /** The first models of two different sets of rows, by Welch's degrees of freedom. */
  public static Test unpaired(DeLong first, DeLong second) {
    double v1 = first.covariance(0, 0);
    double v2 = second.covariance(0, 0);
    double d = (first.area(0) - second.area(0)) / Math.sqrt(v1 + v2);
    double freedom =
        (v1 + v2) * (v1 + v2) / (v1 * v1 / (first.rows - 1.0) + v2 * v2 / (second.rows - 1.0));
    return new Test(d, Quantile.twoSided(d, freedom));
  }

  private double variance(int first, int second) {
    double sum = covariances[first][first] + covariances[second][second];
    return Math.max(0, sum - 2 * covariances[first][second]);
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
