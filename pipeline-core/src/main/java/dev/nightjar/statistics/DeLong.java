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

  private final Correlated areas;
  private final long rows;

  /** A test of no difference. */
  public record Test(double statistic, double pValue) {}

  DeLong(double[] areas, double[][] covariances, double degrees, long rows, long scarcer) {
    this.areas = new Correlated(areas, covariances, degrees, scarcer);
    this.rows = rows;
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

  /** The areas, ties counting one half. */
  public Correlated areas() {
    return areas;
  }

  /** The area under the ROC curve of a model. */
  public double area(int model) {
    return areas.value(model);
  }

  /** Covariance of the areas of two models. */
  public double covariance(int first, int second) {
    return areas.covariance(first, second);
  }

  /** The area with its interval, inside [0, 1]. */
  public Estimate area(int model, double confidence) {
    return areas.value(model, confidence);
  }

  /** First minus second, with its interval and the p-value of no difference. */
  public Estimate difference(int first, int second, double confidence) {
    return areas.difference(first, second, confidence);
  }

  /** First against second on the same rows; identical curves have statistic 0 and p-value 1. */
  public Test test(int first, int second) {
    double value = area(first) - area(second);
    double variance = areas.variance(first, second);
    if (value == 0 && variance == 0) {
      return new Test(0, 1);
    }
    double statistic = value / Math.sqrt(variance);
    return new Test(statistic, areas.twoSided(statistic));
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
}
