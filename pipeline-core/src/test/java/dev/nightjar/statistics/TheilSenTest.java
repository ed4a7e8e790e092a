package dev.nightjar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TheilSenTest {

  private static final double[] AT = {1, 2, 3, 4, 10, 12, 18};
  private static final double[] VALUES = {9, 15, 19, 20, 45, 55, 78};

  /** The example of Sen's paper: slope 4, and of 93 % the interval from 26/7 to 35/8. */
  @Test
  void equalsSensExample() {
    Estimate e = TheilSen.of(AT, VALUES, 0.965, 0);
    assertThat(e.value()).isCloseTo(4, within(1e-12));
    assertThat(e.low()).isCloseTo(26.0 / 7, within(1e-12));
    assertThat(e.high()).isCloseTo(35.0 / 8, within(1e-12));
  }

  /**
   * Means of the last 14 days, night after night, of days that have nothing to do with each other.
   */
  @Test
  void overlappingWindowsAreNoTrend() {
    int nights = 40;
    int window = 14;
    double[] at = new double[nights];
    Arrays.setAll(at, i -> i);
    int known = 0;
    int naive = 0;
    for (int trial = 0; trial < 1_000; trial++) {
      CounterRandom random = CounterRandom.of(5, trial);
      double[] days = new double[nights + window];
      Arrays.setAll(days, i -> random.nextDouble());
      double[] means = new double[nights];
      for (int i = 0; i < nights; i++) {
        means[i] = Arrays.stream(days, i, i + window).average().orElseThrow();
      }
      known += TheilSen.of(at, means, 0.95, window).low() > 0 ? 1 : 0;
      naive += TheilSen.of(at, means, 0.95, 0).low() > 0 ? 1 : 0;
    }
    assertThat(known).isLessThan(75);
    assertThat(naive).isGreaterThan(150);
  }

  @Test
  void fewPointsHaveNoIntervalAndEqualOnesAnExactSlope() {
    double[] two = {0, 1};
    assertThat(TheilSen.of(two, new double[] {1, 3}, 0.95, 0).value()).isEqualTo(2);
    assertThat(TheilSen.of(two, new double[] {1, 3}, 0.95, 0).low()).isNaN();
    assertThat(TheilSen.of(new double[] {0}, new double[] {1}, 0.95, 0).value()).isNaN();
    Estimate flat = TheilSen.of(AT, new double[7], 0.95, 0);
    assertThat(flat.low()).isZero();
    assertThat(flat.high()).isZero();
  }
}
