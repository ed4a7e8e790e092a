package dev.nightjar.statistics;

import java.util.Arrays;

/**
 * Whether one value stands out above those of placebos: things that were treated alike and are
 * known, or taken, to be sound. The null hypothesis is that it is one of them, that is, that all
 * are drawn independently from one normal distribution, of whatever mean and spread.
 *
 * <p>The statistic is (value − mean) / (s · √(1 + 1/m)), with mean and standard deviation s of the
 * m placebos, which alone estimate both; under the null hypothesis it has Student's distribution
 * with m − 1 degrees of freedom. Source: Crawford and Howell, "Comparing an individual's test score
 * against norms derived from small samples", The Clinical Neuropsychologist 12 (1998); it is the
 * prediction interval of one further observation. To compare an effect with that of placebos:
 * Abadie, Diamond and Hainmueller, Journal of the American Statistical Association 105 (2010).
 *
 * @param statistic as above; NaN when the placebos are fewer than two or all the same
 * @param pValue one-sided, of a value so high or higher; NaN with the statistic
 */
public record PlaceboTest(double statistic, double pValue) {

  /** Tests the value against the placebos. */
  public static PlaceboTest of(double value, double[] placebos) {
    double statistic = (value - mean(placebos)) / spread(placebos);
    if (!Double.isFinite(statistic)) {
      return new PlaceboTest(Double.NaN, Double.NaN);
    }
    double twoSided = Quantile.twoSided(statistic, placebos.length - 1.0);
    return new PlaceboTest(statistic, statistic > 0 ? twoSided / 2 : 1 - twoSided / 2);
  }

  /**
   * The value whose p-value is the level: a greater one stands out.
   *
   * @param level between 0 and 1/2
   * @return NaN when the placebos are fewer than two or all the same
   */
  public static double least(double[] placebos, double level) {
    double spread = spread(placebos);
    return spread > 0
        ? mean(placebos) + Quantile.t(1 - level, placebos.length - 1.0) * spread
        : Double.NaN;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  private static double spread(double[] values) {
    int m = values.length;
    double mean = mean(values);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (m - 1) * (1 + 1.0 / m));
  }
}
