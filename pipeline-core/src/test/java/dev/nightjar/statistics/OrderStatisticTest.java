package dev.nightjar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OrderStatisticTest {

  private static final int ROWS = 600;

  /** Scores of two models on the same rows, on a grid, so that ties are common. */
  private static final class Made {
    final byte[] labels = new byte[ROWS];
    final double[][] scores = new double[2][ROWS];
    final int[] units = new int[ROWS];

    Made(long seed, int perUnit) {
      SplittableRandom random = new SplittableRandom(seed);
      double shift = 0;
      for (int i = 0; i < ROWS; i++) {
        units[i] = i / perUnit;
        shift = i % perUnit == 0 ? 0.4 * (random.nextDouble() - 0.5) : shift;
        double truth = Math.min(1, Math.max(0, random.nextDouble() * 0.6 + shift));
        labels[i] = (byte) (random.nextDouble() < truth ? 1 : 0);
        scores[0][i] = grid(truth + 0.2 * (random.nextDouble() - 0.5) + 0.2);
        scores[1][i] = grid(truth + 0.7 * (random.nextDouble() - 0.5) + 0.3);
      }
    }

    private static double grid(double score) {
      return Math.round(100 * Math.min(1, Math.max(0, score))) / 100.0;
    }

    Correlated jackknife(OrderStatistic statistic, boolean clustered) {
      Sample sample = Sample.all(labels, clustered ? units : null);
      double[] values = new double[2];
      double[][] influences = new double[2][ROWS];
      for (int k = 0; k < 2; k++) {
        values[k] = statistic.of(ScoreOrder.of(labels, scores[k]), 0, ROWS, influences[k]);
      }
      return InfinitesimalJackknife.of(sample, values, influences);
    }

    /** Of rows taken by number: the plain number, whatever they are. */
    double of(OrderStatistic statistic, int model, int[] rows) {
      byte[] y = new byte[rows.length];
      double[] p = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        y[i] = labels[rows[i]];
        p[i] = scores[model][rows[i]];
      }
      return statistic.of(ScoreOrder.of(y, p), 0, rows.length, new double[rows.length]);
    }

    /** Standard deviations of first model, second model and difference over resampled rows. */
    double[] resampled(OrderStatistic statistic, boolean clustered, int replicates) {
      SplittableRandom random = new SplittableRandom(99);
      int perUnit = clustered ? ROWS / (units[ROWS - 1] + 1) : 1;
      double[][] found = new double[3][replicates];
      int[] rows = new int[ROWS];
      for (int r = 0; r < replicates; r++) {
        for (int i = 0; i < ROWS; i += perUnit) {
          int from = random.nextInt(ROWS / perUnit) * perUnit;
          for (int j = 0; j < perUnit; j++) {
            rows[i + j] = from + j;
          }
        }
        found[0][r] = of(statistic, 0, rows);
        found[1][r] = of(statistic, 1, rows);
        found[2][r] = found[0][r] - found[1][r];
      }
      return Arrays.stream(found).mapToDouble(OrderStatisticTest::deviation).toArray();
    }
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }

  @Test
  void theJackknifeAgreesWithResampledRowsAndUnits() {
    for (boolean clustered : new boolean[] {false, true}) {
      Made made = new Made(3, 10);
      Correlated numbers = made.jackknife(AveragePrecision::of, clustered);
      double[] resampled = made.resampled(AveragePrecision::of, clustered, 4000);
      double[] errors = {
        Math.sqrt(numbers.covariance(0, 0)),
        Math.sqrt(numbers.covariance(1, 1)),
        Math.sqrt(numbers.variance(0, 1))
      };
      for (int i = 0; i < 3; i++) {
        assertThat(errors[i] / resampled[i]).isBetween(0.9, 1.1);
      }
    }
  }

  /** Resampled bins differ from the bins that were seen; far from 0 that is a small part of it. */
  @Test
  void theCalibrationErrorOfABadModelVariesAsResampledRowsDo() {
    Made made = new Made(5, 10);
    CalibrationError ece = new CalibrationError(10);
    for (boolean clustered : new boolean[] {false, true}) {
      Correlated numbers = made.jackknife(ece, clustered);
      double[] resampled = made.resampled(ece, clustered, 2000);
      for (int k = 0; k < 2; k++) {
        assertThat(numbers.value(k)).isGreaterThan(0.1);
        assertThat(Math.sqrt(numbers.covariance(k, k)) / resampled[k]).isBetween(0.8, 1.2);
      }
    }
  }

  @Test
  void anInfluenceIsTheDerivativeByTheRowsWeight() {
    Made made = new Made(4, 10);
    double[] influences = new double[ROWS];
    double value =
        AveragePrecision.of(ScoreOrder.of(made.labels, made.scores[0]), 0, ROWS, influences);
    // A row of weight 1 + 1/m is one more among m copies of all rows.
    int copies = 40;
    int[] rows = new int[ROWS * copies + 1];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i % ROWS;
    }
    for (int row : new int[] {0, 7, 100, 599}) {
      rows[rows.length - 1] = row;
      double more = made.of(AveragePrecision::of, 0, rows);
      assertThat((more - value) * copies).isCloseTo(influences[row], within(2e-4));
    }
    assertThat(Arrays.stream(influences).sum()).isCloseTo(0, within(1e-12));
  }

  @Test
  void perfectOrdersAreNotCertain() {
    byte[] labels = {0, 0, 0, 0, 1, 1, 1};
    double[] scores = {0.1, 0.2, 0.2, 0.3, 0.7, 0.8, 0.9};
    double[][] influences = new double[1][7];
    double value = AveragePrecision.of(ScoreOrder.of(labels, scores), 0, 7, influences[0]);
    Correlated numbers =
        InfinitesimalJackknife.of(Sample.all(labels, null), new double[] {value}, influences);
    assertThat(value).isEqualTo(1);
    assertThat(numbers.covariance(0, 0)).isZero();
    assertThat(numbers.value(0, 0.95).low()).isLessThan(0.5);
    assertThat(numbers.value(0, 0.95).high()).isEqualTo(1);
    double[] none = new double[7];
    ScoreOrder negatives = ScoreOrder.of(new byte[7], scores);
    assertThat(AveragePrecision.of(negatives, 0, 7, none)).isNaN();
  }

  @Test
  void calibrationErrorsEqualTheReferenceCases() throws IOException {
    int checked = 0;
    for (JsonNode c : Cases.read("evaluation/metrics.json").get("cases")) {
      for (int bins : List.of(5, 10, 15)) {
        JsonNode expected = c.at("/expected/ece_" + bins + "_equal_mass");
        if (!expected.isMissingNode()) {
          byte[] labels = Cases.labels(c.at("/input/y"));
          ScoreOrder order = ScoreOrder.of(labels, Cases.numbers(c.at("/input/p")));
          double error =
              new CalibrationError(bins).of(order, 0, labels.length, new double[labels.length]);
          assertThat(error).isCloseTo(expected.doubleValue(), within(1e-12));
          checked++;
        }
      }
    }
    assertThat(checked).isEqualTo(6);
  }
}
