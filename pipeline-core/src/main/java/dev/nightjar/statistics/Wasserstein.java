package dev.nightjar.statistics;

/**
 * The Wasserstein-1 distance of two samples: the area between their empirical distributions, in the
 * values' own unit. Source: Vallender, "Calculation of the Wasserstein distance between probability
 * distributions on the line", Theory of Probability and its Applications 18 (1974).
 *
 * <p>The interval is that of the delta method: a row at x moves the distance by the integral up to
 * x of the sign of F − G (Sommerfeld and Munk, "Inference for empirical Wasserstein distances",
 * Journal of the Royal Statistical Society B 80, 2018). Noise makes the area greater than it is, by
 * at most the integral of √(2/π) standard deviations of F − G; the lower end goes down by as much.
 */
public final class Wasserstein {

  private static final double FOLDED = Math.sqrt(2 / Math.PI);

  private final double first;
  private final double second;
  private double area;
  private double signed;
  private double noise;

  private Wasserstein(double first, double second) {
    this.first = first;
    this.second = second;
  }

  /**
   * Of two samples, each ascending; not a number when one is empty or has values that are infinite.
   *
   * @param first how many independent rows the first sample is worth
   * @param second the same of the second
   * @param confidence one-sided
   */
  public static Estimate of(
      double[] a, double[] b, double first, double second, double confidence) {
    return a.length == 0 || b.length == 0
        ? Estimate.undefined()
        : new Wasserstein(first, second).between(a, b, confidence);
  }

  private Estimate between(double[] a, double[] b, double confidence) {
    Spread before = new Spread();
    Spread after = new Spread();
    double at = Math.min(a[0], b[0]);
    int i = 0;
    int j = 0;
    while (i < a.length || j < b.length) {
      double next = Math.min(i < a.length ? a[i] : b[j], j < b.length ? b[j] : a[i]);
      step(next - at, (double) i / a.length, (double) j / b.length);
      at = next;
      for (; i < a.length && a[i] <= at; i++) {
        before.add(signed);
      }
      for (; j < b.length && b[j] <= at; j++) {
        after.add(signed);
      }
    }
    double error = Math.sqrt(before.variance() / first + after.variance() / second);
    if (!Double.isFinite(area)) {
      return Estimate.undefined();
    }
    double reach = Quantile.normal(confidence) * error;
    double low = Math.max(0, area - FOLDED * noise - reach);
    return new Estimate(area, low, area + Math.max(reach, 0), Double.NaN);
  }

  /** Between two neighbouring values both distributions are flat. */
  private void step(double width, double f, double g) {
    area += width * Math.abs(f - g);
    signed += width * Math.signum(f - g);
    noise += width * Math.sqrt(f * (1 - f) / first + g * (1 - g) / second);
  }

  /** Welford's sums: "Note on a method for calculating corrected sums", Technometrics 4 (1962). */
  private static final class Spread {
    private long n;
    private double mean;
    private double squares;

    void add(double value) {
      n++;
      double away = value - mean;
      mean += away / n;
      squares += away * (value - mean);
    }

    double variance() {
      return n < 2 ? 0 : squares / (n - 1);
    }
  }
}
