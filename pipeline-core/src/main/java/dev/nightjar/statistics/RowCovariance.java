package dev.nightjar.statistics;

/** Covariances of areas when rows are independent (DeLong et al. 1988). */
final class RowCovariance {

  private RowCovariance() {}

  static DeLong of(Sample sample, double[] areas, double[][] placements) {
    int k = areas.length;
    byte[] labels = sample.labels();
    int[] rows = sample.rows();
    double[][] sums = new double[2][k * k];
    double[] distance = new double[k];
    long[] count = new long[2];
    for (int p = sample.from(); p < sample.to(); p++) {
      int row = rows[p];
      int label = labels[row];
      count[label]++;
      double[] sum = sums[label];
      for (int i = 0; i < k; i++) {
        distance[i] = placements[i][row] - areas[i];
        for (int j = 0; j <= i; j++) {
          sum[i * k + j] += distance[i] * distance[j];
        }
      }
    }
    double[][] covariances = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        covariances[i][j] = mean(sums[1][i * k + j], count[1]) + mean(sums[0][i * k + j], count[0]);
        covariances[j][i] = covariances[i][j];
      }
    }
    return new DeLong(
        areas, covariances, Double.POSITIVE_INFINITY, sample.size(), Math.min(count[0], count[1]));
  }

  private static double mean(double sum, long n) {
    return n < 2 ? Double.NaN : sum / (n - 1) / n;
  }
}
