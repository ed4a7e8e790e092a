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
    int m = placebos.length;
    double mean = Arrays.stream(placebos).average().orElse(Double.NaN);
    double squares = Arrays.stream(placebos).map(v -> (v - mean) * (v - mean)).sum();
    double spread = Math.sqrt(squares / (m - 1) * (1 + 1.0 / m));
    if (m < 2 || !(spread > 0)) {
      return new PlaceboTest(Double.NaN, Double.NaN);
    }
    double statistic = (value - mean) / spread;
    double twoSided = Quantile.twoSided(statistic, m - 1.0);
    return new PlaceboTest(statistic, statistic > 0 ? twoSided / 2 : 1 - twoSided / 2);
  }
}
