package dev.nightjar.statistics;

/** Covariances of areas when rows come in units (Obuchowski 1997, equations 2 to 5). */
final class UnitCovariance {

  private final int models;
  // For each label and model the sum over each unit's rows of placement − area.
  private final double[][][] sums;
  private final int[][] counts;

  private UnitCovariance(int models, int units) {
    this.models = models;
    this.sums = new double[2][models][units];
    this.counts = new int[2][units];
  }

  static DeLong of(Sample sample, int[] units, double[] areas, double[][] placements) {
    UnitCovariance u = new UnitCovariance(areas.length, sample.unitBound());
    for (int p = sample.from(); p < sample.to(); p++) {
      int row = sample.rows()[p];
      int label = sample.labels()[row];
      u.counts[label][units[row]]++;
      for (int i = 0; i < areas.length; i++) {
        u.sums[label][i][units[row]] += placements[i][row] - areas[i];
      }
    }
    return u.join(areas, sample.size());
  }

  private DeLong join(double[] areas, long size) {
    long[] rows = new long[2];
    long[] present = new long[2];
    long any = 0;
    for (int u = 0; u < counts[0].length; u++) {
      for (int label = 0; label < 2; label++) {
        rows[label] += counts[label][u];
        present[label] += counts[label][u] > 0 ? 1 : 0;
      }
      any += counts[0][u] + counts[1][u] > 0 ? 1 : 0;
    }
    double[][] covariances = new double[models][models];
    for (int i = 0; i < models; i++) {
      for (int j = 0; j <= i; j++) {
        double between = products(sums[1][i], sums[0][j]) + products(sums[0][i], sums[1][j]);
        covariances[i][j] =
            products(sums[1][i], sums[1][j]) * correction(present[1]) / rows[1] / rows[1]
                + products(sums[0][i], sums[0][j]) * correction(present[0]) / rows[0] / rows[0]
                + between * correction(any) / rows[0] / rows[1];
        covariances[j][i] = covariances[i][j];
      }
    }
    double degrees = Math.max(1, any - 1.0);
    return new DeLong(areas, covariances, degrees, size, Math.min(present[0], present[1]));
  }

  private static double correction(long units) {
    return units < 2 ? Double.NaN : units / (units - 1.0);
  }

  private static double products(double[] a, double[] b) {
    double sum = 0;
    for (int u = 0; u < a.length; u++) {
      sum += a[u] * b[u];
    }
    return sum;
  }
}
