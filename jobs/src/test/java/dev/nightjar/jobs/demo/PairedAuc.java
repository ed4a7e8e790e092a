package dev.nightjar.jobs.demo;

import java.util.Arrays;
import java.util.Locale;

/** AUC difference of two scores of the same rows with DeLong's standard error, for studies. */
record PairedAuc(double a, double b, double error) {

  double low() {
    return a - b - 1.645 * error;
  }

  double high() {
    return a - b + 1.645 * error;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.4f - %.4f [%.4f, %.4f]", a, b, low(), high());
  }

  static PairedAuc of(double[] a, double[] b, boolean[] late) {
    double[][] pa = placements(a, late);
    double[][] pb = placements(b, late);
    double variance = 0;
    for (int side = 0; side < 2; side++) {
      int n = pa[side].length;
      double[] d = new double[n];
      for (int i = 0; i < n; i++) {
        d[i] = pa[side][i] - pb[side][i];
      }
      double mean = Arrays.stream(d).average().orElse(0);
      variance += Arrays.stream(d).map(v -> (v - mean) * (v - mean)).sum() / (n - 1) / n;
    }
    return new PairedAuc(
        Arrays.stream(pa[0]).average().orElse(0),
        Arrays.stream(pb[0]).average().orElse(0),
        Math.sqrt(variance));
  }

  // [0]: for each late row the share of others below it; [1]: for each other the share above it.
  private static double[][] placements(double[] scores, boolean[] late) {
    double[] pos = pick(scores, late, true);
    double[] neg = pick(scores, late, false);
    double[] sp = pos.clone();
    double[] sn = neg.clone();
    Arrays.sort(sp);
    Arrays.sort(sn);
    double[] v = Arrays.stream(pos).map(s -> share(sn, s)).toArray();
    double[] w = Arrays.stream(neg).map(s -> 1 - share(sp, s)).toArray();
    return new double[][] {v, w};
  }

  private static double[] pick(double[] scores, boolean[] late, boolean side) {
    double[] out = new double[scores.length];
    int n = 0;
    for (int i = 0; i < scores.length; i++) {
      if (late[i] == side) {
        out[n++] = scores[i];
      }
    }
    return Arrays.copyOf(out, n);
  }

  private static double share(double[] sorted, double s) {
    return (bound(sorted, s, false) + bound(sorted, s, true)) / 2.0 / sorted.length;
  }

  private static int bound(double[] sorted, double s, boolean after) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (sorted[mid] < s || (after && sorted[mid] == s)) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }
}
