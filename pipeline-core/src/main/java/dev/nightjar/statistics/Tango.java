package dev.nightjar.statistics;

/**
 * Tango's score interval for a difference of paired proportions: Tango, "Equivalence test and
 * confidence interval for the difference in proportions for the paired-sample design", Statistics
 * in Medicine 17 (1998) 891–908. It holds its level with few rows and when the models never differ:
 * then its ends are ±z²/(n + z²).
 */
public final class Tango {

  private Tango() {}

  /**
   * The difference (gains − losses) / n with its interval; its p-value is McNemar's mid-p. NaN
   * without rows.
   *
   * @param n rows
   * @param gains rows that only the candidate gets right
   * @param losses rows that only the reference gets right
   * @param confidence one-sided, between 1/2 and 1
   */
  public static Estimate difference(long n, long gains, long losses, double confidence) {
    double z = Quantile.normal(confidence);
    if (gains < 0 || losses < 0 || gains + losses > n) {
      throw new IllegalArgumentException(gains + " gains, " + losses + " losses, " + n + " rows");
    }
    if (n == 0) {
      return Estimate.undefined();
    }
    double p = new McNemar(losses, gains).midP();
    return ends((double) n, (double) gains, (double) losses, z, p);
  }

  /**
   * The same for rows that come in units: gains, losses and rows are divided by the design effect
   * of the difference (Rao and Scott, "A simple method for the analysis of clustered binary data",
   * Biometrics 48 (1992)), and the quantile is Student's with units − 1 degrees of freedom. Each
   * array has one number for each unit. NaN interval with fewer than two units.
   */
  public static Estimate clustered(
      double[] gains, double[] losses, double[] rows, double confidence) {
    Quantile.check(confidence);
    double[] net = new double[rows.length];
    double discordant = 0;
    for (int u = 0; u < rows.length; u++) {
      net[u] = gains[u] - losses[u];
      discordant += gains[u] + losses[u];
    }
    UnitRatio ratio = UnitRatio.of(net, rows);
    if (ratio.units() < 2) {
      return Estimate.withoutInterval(ratio.value());
    }
    double n = ratio.rows();
    double share = discordant / n;
    double effective = ratio.effectiveRows((share - ratio.value() * ratio.value()) / n);
    double t = Quantile.t(confidence, ratio.units() - 1.0);
    double gained = (share + ratio.value()) / 2 * effective;
    double lost = (share - ratio.value()) / 2 * effective;
    // The null variance of the score test at zero is share / n: the same scale as the interval's.
    double p =
        share == 0
            ? 1
            : Quantile.twoSided(ratio.value() / Math.sqrt(share / effective), ratio.units() - 1.0);
    return ends(effective, gained, lost, t, p);
  }

  private static Estimate ends(double n, double gains, double losses, double z, double p) {
    return new Estimate(
        (gains - losses) / n,
        lower(n, gains, losses, z) + 0.0,
        -lower(n, losses, gains, z) + 0.0,
        p);
  }

  /** The smallest true difference that the score test does not refuse, found by halving. */
  private static double lower(double n, double gains, double losses, double z) {
    double low = -1;
    double high = (gains - losses) / n;
    while (true) {
      double middle = (low + high) / 2;
      if (middle <= low || middle >= high) {
        return high;
      }
      if (score(n, gains, losses, middle) > z) {
        low = middle;
      } else {
        high = middle;
      }
    }
  }

  /** The score statistic of a true difference of {@code d}; it falls as {@code d} rises. */
  static double score(double n, double gains, double losses, double d) {
    double a = 2 * n;
    double b = -gains - losses + (2 * n - gains + losses) * d;
    double c = -losses * d * (1 - d);
    double root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
    // Of the two forms of the same root the one without cancellation.
    double q = b > 0 ? (c == 0 ? 0 : -2 * c / (b + root)) : (root - b) / (2 * a);
    double distance = gains - losses - n * d;
    return distance == 0 ? 0 : distance / Math.sqrt(Math.max(0, n * (2 * q + d * (1 - d))));
  }
}
