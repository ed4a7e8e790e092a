package dev.nightjar.statistics;

/**
 * The two-sample Kolmogorov–Smirnov test: the greatest distance D between two empirical
 * distributions, and how likely one as great is where both samples are of one distribution.
 *
 * <p>Exact p-values count the lattice paths that stay nearer than D to the diagonal: Kim and
 * Jennrich, "Tables of the exact sampling distribution of the two-sample Kolmogorov–Smirnov
 * criterion", Selected Tables in Mathematical Statistics 1 (1973). They take values without ties;
 * with ties they are conservative. Above {@value #EXACT_CELLS} pairs, and for rows that are not
 * independent, Smirnov's limit holds: "Table for estimating the goodness of fit of empirical
 * distributions", Annals of Mathematical Statistics 19 (1948).
 *
 * @param statistic D, between 0 and 1; NaN when a sample is empty
 * @param n size of the first sample
 * @param m size of the second
 */
public record KolmogorovSmirnov(double statistic, int n, int m) {

  private static final long EXACT_CELLS = 4_000_000;

  /** Of two samples, each ascending. */
  public static KolmogorovSmirnov of(double[] a, double[] b) {
    double greatest = a.length == 0 || b.length == 0 ? Double.NaN : 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      double at = Math.min(a[i], b[j]);
      while (i < a.length && a[i] <= at) {
        i++;
      }
      while (j < b.length && b[j] <= at) {
        j++;
      }
      greatest = Math.max(greatest, Math.abs((double) i / a.length - (double) j / b.length));
    }
    return new KolmogorovSmirnov(greatest, a.length, b.length);
  }

  /** Exact where that can be done in a moment, else by the limit. Of independent rows. */
  public double p() {
    return (long) n * m <= EXACT_CELLS ? exact() : asymptotic(n, m);
  }

  /** Exact two-sided p-value. */
  public double exact() {
    if (Double.isNaN(statistic) || statistic == 0) {
      return Double.isNaN(statistic) ? statistic : 1;
    }
    // Halfway to the next value that D can take, so that rounding does not decide.
    double within = (Math.floor(statistic * n * m - 1e-7) + 0.5) / ((double) n * m);
    double[] inside = new double[m + 1];
    inside[0] = 1;
    for (int i = 0; i <= n; i++) {
      double weight = i == 0 ? 1 : (double) i / (i + m);
      int first = (int) Math.max(0, Math.ceil(((double) i / n - within) * m));
      int last = (int) Math.min(m, Math.floor(((double) i / n + within) * m));
      if (first > 0) {
        inside[first - 1] = 0;
      }
      inside[first] *= weight;
      for (int j = first + 1; j <= last; j++) {
        inside[j] = weight * inside[j] + inside[j - 1];
      }
    }
    return Math.min(1, Math.max(0, 1 - inside[m]));
  }

  /**
   * p-value by the limit.
   *
   * @param first how many independent rows the first sample is worth
   * @param second the same of the second
   */
  public double asymptotic(double first, double second) {
    return beyond(statistic * Math.sqrt(first * second / (first + second)));
  }

  /**
   * The chance that Kolmogorov's distribution is above {@code x}: whichever sum is the short one.
   */
  static double beyond(double x) {
    if (Double.isNaN(x) || x <= 0) {
      return Double.isNaN(x) ? Double.NaN : 1;
    }
    double sum = 0;
    if (x < 1) {
      for (int k = 1; k <= 20; k++) {
        double odd = (2 * k - 1) * Math.PI / x;
        sum += Math.exp(-odd * odd / 8);
      }
      return Math.min(1, Math.max(0, 1 - Math.sqrt(2 * Math.PI) / x * sum));
    }
    for (int k = 1; k <= 20; k++) {
      sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * x * x);
    }
    return Math.min(1, Math.max(0, sum));
  }

  /**
   * D with an interval that holds for any distributions: each empirical distribution is off by no
   * more than √(ln(4/α) / 2n), but for a chance of α/2. Source: Massart, "The tight constant in the
   * Dvoretzky–Kiefer–Wolfowitz inequality", Annals of Probability 18 (1990).
   *
   * @param first how many independent rows the first sample is worth
   * @param second the same of the second
   * @param confidence one-sided
   */
  public Estimate estimate(double first, double second, double confidence) {
    double log = Math.log(4 / (1 - Quantile.check(confidence)));
    double reach = Math.sqrt(log / (2 * first)) + Math.sqrt(log / (2 * second));
    boolean independent = first == n && second == m;
    double p = independent ? p() : asymptotic(first, second);
    return new Estimate(statistic, statistic - reach, statistic + reach, p).within(0, 1);
  }
}
