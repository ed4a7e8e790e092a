package dev.nightjar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeLongTest {

  @Test
  void equalsTheReferenceCases() throws IOException {
    JsonNode file = Cases.read("evaluation/delong_auc.json");
    JsonNode data = file.get("data");
    assertThat(file.get("cases")).hasSize(9);
    for (JsonNode c : file.get("cases")) {
      byte[] labels = Cases.labels(data.get("outcome_poor"));
      double[] first = Cases.numbers(data.get(c.at("/input/first").textValue()));
      JsonNode e = c.get("expected");
      if (c.at("/input/test").textValue().equals("95% interval")) {
        boolean[] kept = new boolean[labels.length];
        for (int i = 0; i < kept.length; i++) {
          kept[i] = !c.get("input").has("rows") || data.get("female").get(i).booleanValue();
        }
        checkInterval(c, DeLong.of(some(labels, kept), some(first, kept)));
        continue;
      }
      double[] second = Cases.numbers(data.get(c.at("/input/second").textValue()));
      if (e.has("D")) {
        DeLong.Test test = DeLong.unpaired(DeLong.of(labels, first), DeLong.of(labels, second));
        near(test.statistic(), e.get("D"));
        near(test.pValue(), e.get("p"));
        continue;
      }
      checkPaired(DeLong.of(labels, first, second), e);
    }
  }

  private static void checkPaired(DeLong both, JsonNode e) {
    DeLong.Test test = both.test(0, 1);
    near(test.statistic(), e.get("z"));
    near(test.pValue(), e.get("p"));
    Estimate difference = both.difference(0, 1, 0.975);
    if (!e.has("auc")) {
      assertThat(difference).isEqualTo(Estimate.zero());
      return;
    }
    near(difference.low(), e.at("/ci/0"));
    near(difference.high(), e.at("/ci/1"));
    assertThat(difference.pValue()).isEqualTo(test.pValue());
    for (int i = 0; i < 2; i++) {
      near(both.area(i), e.at("/auc/" + i));
      for (int j = 0; j < 2; j++) {
        near(both.covariance(i, j), e.at("/cov/" + i + "/" + j));
      }
    }
  }

  private static void checkInterval(JsonNode c, DeLong one) {
    Estimate e = one.area(0, 0.975);
    near(e.low(), c.at("/expected/lower_auc_upper/0"));
    near(e.value(), c.at("/expected/lower_auc_upper/1"));
    near(e.high(), c.at("/expected/lower_auc_upper/2"));
  }

  private static void near(double found, JsonNode expected) {
    assertThat(found).isCloseTo(expected.doubleValue(), within(1e-9));
  }

  private static byte[] some(byte[] all, boolean[] kept) {
    byte[] some = new byte[all.length];
    int n = 0;
    for (int i = 0; i < all.length; i++) {
      some[n] = all[i];
      n += kept[i] ? 1 : 0;
    }
    return java.util.Arrays.copyOf(some, n);
  }

  private static double[] some(double[] all, boolean[] kept) {
    double[] some = new double[all.length];
    int n = 0;
    for (int i = 0; i < all.length; i++) {
      some[n] = all[i];
      n += kept[i] ? 1 : 0;
    }
    return java.util.Arrays.copyOf(some, n);
  }

  @Test
  void equalsAllPairsOneByOneOnTiedAndNegativeScores() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 50; round++) {
      int n = 2 + random.nextInt(40);
      byte[] labels = new byte[n];
      double[] scores = new double[n];
      for (int i = 0; i < n; i++) {
        labels[i] = (byte) (i < 2 ? i : random.nextInt(2));
        scores[i] = (random.nextInt(7) - 3) * 0.25 * (random.nextBoolean() ? 1 : -1);
      }
      double right = 0;
      double pairs = 0;
      for (int p = 0; p < n; p++) {
        for (int q = 0; q < n; q++) {
          if (labels[p] == 1 && labels[q] == 0) {
            pairs++;
            right += scores[p] > scores[q] ? 1 : scores[p] == scores[q] ? 0.5 : 0;
          }
        }
      }
      assertThat(DeLong.of(labels, scores).area(0)).isCloseTo(right / pairs, within(1e-14));
    }
  }

  @Test
  void degenerateRowsAreValues() {
    byte[] ones = {1, 1, 1};
    double[] scores = {0.1, 0.2, 0.3};
    DeLong oneClass = DeLong.of(ones, scores, scores);
    assertThat(oneClass.area(0)).isNaN();
    assertThat(oneClass.area(0, 0.95).low()).isNaN();
    assertThat(oneClass.difference(0, 1, 0.95).value()).isNaN();
    assertThat(DeLong.of(new byte[0], new double[0]).area(0)).isNaN();
    // One positive: the area is known, how sure it is is not.
    DeLong onePositive = DeLong.of(new byte[] {0, 1, 0}, scores);
    assertThat(onePositive.area(0)).isEqualTo(0.5);
    assertThat(onePositive.area(0, 0.95).low()).isNaN();
    DeLong constant = DeLong.of(new byte[] {0, 1, 0, 1}, new double[] {0.3, 0.3, 0.3, 0.3});
    assertThat(constant.area(0, 0.95)).isEqualTo(new Estimate(0.5, 0.5, 0.5, Double.NaN));
  }

  @Test
  void aPerfectOrderOfFewRowsIsNotCertain() {
    byte[] labels = {0, 0, 0, 1, 1, 1};
    double[] perfect = {0.1, 0.2, 0.3, 0.7, 0.8, 0.9};
    double[] alsoPerfect = {0.3, 0.2, 0.1, 0.7, 0.8, 0.9};
    DeLong both = DeLong.of(labels, perfect, alsoPerfect);
    assertThat(both.area(0, 0.95).low()).isLessThan(0.6);
    assertThat(both.area(0, 0.95).high()).isEqualTo(1);
    assertThat(both.difference(0, 1, 0.95).low()).isLessThan(-0.4);
  }

  @Test
  void unitsOfOneRowAreIndependentRows() {
    SplittableRandom random = new SplittableRandom(11);
    int n = 500;
    byte[] labels = new byte[n];
    double[][] scores = new double[2][n];
    int[] units = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = (byte) random.nextInt(2);
      scores[0][i] = random.nextDouble() + labels[i] * 0.5;
      scores[1][i] = random.nextDouble() + labels[i] * 0.4;
      units[i] = i;
    }
    DeLong rows = DeLong.of(labels, scores);
    DeLong alone = DeLong.clustered(labels, units, scores);
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        assertThat(alone.covariance(i, j)).isCloseTo(rows.covariance(i, j), within(1e-15));
      }
    }
  }

  /** Obuchowski 1997: the variance found in one sample against the spread over many. */
  @Test
  void clusteredVarianceIsTheSpreadOfAreas() {
    SplittableRandom random = new SplittableRandom(3);
    int nights = 400;
    double squares = 0;
    double variances = 0;
    double sum = 0;
    for (int night = 0; night < nights; night++) {
      int n = 600;
      byte[] labels = new byte[n];
      double[] scores = new double[n];
      int[] units = new int[n];
      double shift = 0;
      for (int i = 0; i < n; i++) {
        shift = i % 10 == 0 ? random.nextDouble() * 2 : shift;
        units[i] = i / 10;
        // Days differ in how many positives they have and in how high everything scores.
        labels[i] = (byte) (random.nextDouble() < 0.2 + 0.3 * shift ? 1 : 0);
        scores[i] = random.nextDouble() + shift + 0.3 * labels[i];
      }
      DeLong one = DeLong.clustered(labels, units, scores);
      sum += one.area(0);
      squares += one.area(0) * one.area(0);
      variances += one.covariance(0, 0);
    }
    double spread = squares / nights - sum / nights * sum / nights;
    assertThat(variances / nights / spread).isBetween(0.8, 1.25);
  }
}
