package dev.nightjar.jobs.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Logistic regression by Newton's method with a small ridge, for studies of the world: one-hot
 * categories, standardised numbers, missing values at their mean.
 */
final class LinearModel {

  private static final int NUMBERS = 7;

  private final TreeMap<String, Integer> codes = new TreeMap<>();
  private final double[] mean = new double[NUMBERS];
  private final double[] scale = new double[NUMBERS];
  private final double[] weights;

  LinearModel(List<Delivery> rows) {
    for (Delivery row : rows) {
      for (String text : texts(row)) {
        codes.putIfAbsent(text, codes.size());
      }
    }
    for (int j = 0; j < NUMBERS; j++) {
      double sum = 0;
      double squares = 0;
      for (Delivery row : rows) {
        double value = numbers(row)[j];
        sum += value;
        squares += value * value;
      }
      mean[j] = sum / rows.size();
      scale[j] = Math.sqrt(Math.max(1e-12, squares / rows.size() - mean[j] * mean[j]));
    }
    weights = fit(rows);
  }

  double score(Delivery row) {
    return 1 / (1 + Math.exp(-dot(weights, encode(row))));
  }

  static boolean late(Delivery row) {
    return row.minutesLate() >= Truth.LATE_MINUTES;
  }

  private double[] fit(List<Delivery> rows) {
    int p = 1 + codes.size() + NUMBERS;
    List<double[]> x = new ArrayList<>();
    rows.forEach(r -> x.add(encode(r)));
    double[] w = new double[p];
    for (int step = 0; step < 5; step++) {
      double[][] h = new double[p][p + 1];
      for (int j = 0; j < p; j++) {
        h[j][j] = 1;
        h[j][p] = -w[j];
      }
      for (int i = 0; i < x.size(); i++) {
        double[] row = x.get(i);
        double s = 1 / (1 + Math.exp(-dot(w, row)));
        double g = (late(rows.get(i)) ? 1 : 0) - s;
        for (int j = 0; j < p; j++) {
          if (row[j] != 0) {
            double v = s * (1 - s) * row[j];
            h[j][p] += g * row[j];
            for (int k = 0; k <= j; k++) {
              h[j][k] += v * row[k];
            }
          }
        }
      }
      for (int j = 0; j < p; j++) {
        for (int k = 0; k < j; k++) {
          h[k][j] = h[j][k];
        }
      }
      double[] change = solve(h);
      for (int j = 0; j < p; j++) {
        w[j] += change[j];
      }
    }
    return w;
  }

  private static double[] solve(double[][] a) {
    int p = a.length;
    for (int c = 0; c < p; c++) {
      for (int r = c + 1; r < p; r++) {
        double f = a[r][c] / a[c][c];
        for (int k = c; k <= p && f != 0; k++) {
          a[r][k] -= f * a[c][k];
        }
      }
    }
    double[] x = new double[p];
    for (int r = p - 1; r >= 0; r--) {
      double left = a[r][p];
      for (int k = r + 1; k < p; k++) {
        left -= a[r][k] * x[k];
      }
      x[r] = left / a[r][r];
    }
    return x;
  }

  private double[] encode(Delivery row) {
    double[] x = new double[1 + codes.size() + NUMBERS];
    x[0] = 1;
    for (String text : texts(row)) {
      Integer code = codes.get(text);
      if (code != null) {
        x[1 + code] = 1;
      }
    }
    double[] numbers = numbers(row);
    for (int j = 0; j < NUMBERS; j++) {
      x[1 + codes.size() + j] = (numbers[j] - mean[j]) / scale[j];
    }
    return x;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static String[] texts(Delivery row) {
    Trip t = row.trip();
    return new String[] {
      "d" + t.depot(),
      "c" + t.carrier(),
      "v" + t.vehicle(),
      "w" + t.weather(),
      "k" + t.departed().getDayOfWeek(),
    };
  }

  private static double[] numbers(Delivery row) {
    Trip t = row.trip();
    Double weight = t.weightKg();
    int hour = t.departed().getHour();
    boolean rush = (hour >= 8 && hour <= 9) || (hour >= 16 && hour <= 18);
    return new double[] {
      t.distanceKm(),
      t.parcels(),
      weight == null ? 17 : weight,
      t.driverYears(),
      t.temperature(),
      hour,
      rush ? 1 : 0
    };
  }
}
