package dev.nightjar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MeanDifferenceTest {

  /** R: t.test(extra ~ group, data = sleep), t = -1.8608, df = 17.776, p = 0.07939. */
  @Test
  void equalsTheSleepDataOfStudentAsRTestsThem() {
    double[] first = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    double[] second = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    Estimate e = MeanDifference.welch(first, second, 0.975);
    assertThat(e.value()).isCloseTo(-1.58, within(1e-12));
    assertThat(e.low()).isCloseTo(-3.3654832, within(1e-6));
    assertThat(e.high()).isCloseTo(0.2054832, within(1e-6));
    assertThat(e.pValue()).isCloseTo(0.07939, within(5e-6));
  }

  @Test
  void withoutTwoOnEitherSideThereIsNoInterval() {
    assertThat(MeanDifference.welch(new double[] {1}, new double[] {1, 2}, 0.95).low()).isNaN();
    assertThat(MeanDifference.welch(new double[0], new double[] {1, 2}, 0.95).value()).isNaN();
    assertThat(MeanDifference.welch(new double[] {1, 1}, new double[] {1, 1}, 0.95))
        .isEqualTo(new Estimate(0, 0, 0, 1));
    double[] one = {3, 0};
    double[] rows = {4, 0};
    assertThat(MeanDifference.clustered(one, rows, new double[] {2, 2}, rows, 0.95).low()).isNaN();
  }

  /** Units share a shift on both sides, which a difference within them takes out. */
  @Test
  void ofRowsInUnitsItsIntervalHoldsTheTruthAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(8);
    int held = 0;
    int rounds = 2000;
    for (int round = 0; round < rounds; round++) {
      double[][] sums = new double[2][14];
      double[][] rows = new double[2][14];
      for (int unit = 0; unit < 14; unit++) {
        double shift = random.nextDouble() - 0.5;
        double own = random.nextDouble() - 0.5;
        int n = 20 + random.nextInt(40);
        for (int i = 0; i < n; i++) {
          int side = random.nextInt(4) == 0 ? 0 : 1;
          sums[side][unit] += shift + (side == 0 ? 0.3 + own : 0) + random.nextDouble() - 0.5;
          rows[side][unit]++;
        }
      }
      Estimate e = MeanDifference.clustered(sums[0], rows[0], sums[1], rows[1], 0.95);
      held += e.low() <= 0.3 && 0.3 <= e.high() ? 1 : 0;
    }
    assertThat((double) held / rounds).isBetween(0.86, 0.93);
  }

  @Test
  void unitsOfOneRowAreNearlyIndependentRows() {
    SplittableRandom random = new SplittableRandom(2);
    double[] first = random.doubles(200).toArray();
    double[] second = random.doubles(300).map(v -> v * v).toArray();
    double[][] sums = new double[2][500];
    double[][] rows = new double[2][500];
    System.arraycopy(first, 0, sums[0], 0, 200);
    Arrays.fill(rows[0], 0, 200, 1);
    System.arraycopy(second, 0, sums[1], 200, 300);
    Arrays.fill(rows[1], 200, 500, 1);
    Estimate units = MeanDifference.clustered(sums[0], rows[0], sums[1], rows[1], 0.95);
    Estimate welch = MeanDifference.welch(first, second, 0.95);
    assertThat(units.value()).isCloseTo(welch.value(), within(1e-12));
    assertThat(units.low()).isCloseTo(welch.low(), within(1e-3));
  }
}
