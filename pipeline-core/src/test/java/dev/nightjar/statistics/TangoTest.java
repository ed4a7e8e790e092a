package dev.nightjar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TangoTest {

  private static final double NINETY_FIVE_TWO_SIDED = 0.975;

  /**
   * Complete response before and after consolidation therapy (Cavo et al. 2012), the worked example
   * of Fagerland, Lydersen and Laake, Statistical Analysis of Contingency Tables (2017), chapter 8:
   * −0.0621 (−0.1240 to −0.0054).
   */
  @Test
  void equalsAPublishedExample() {
    Estimate e = Tango.difference(161, 6, 16, NINETY_FIVE_TWO_SIDED);
    assertThat(e.value()).isCloseTo(-0.0621, within(5e-5));
    assertThat(e.low()).isCloseTo(-0.1240, within(5e-5));
    assertThat(e.high()).isCloseTo(-0.0054, within(5e-5));
    assertThat(e.pValue()).isCloseTo(0.034690, within(5e-7));
  }

  @Test
  void endsAreWhereTheScoreTestTurns() {
    long[][] tables = {
      {30, 3, 9}, {1000, 0, 5}, {14, 2, 0}, {1_000_000, 40_000, 41_000}, {7, 7, 0}
    };
    for (long[] table : tables) {
      double[] t = {table[0], table[1], table[2]};
      Estimate e = Tango.difference(table[0], table[1], table[2], 0.95);
      if (e.low() > -1) {
        assertThat(Tango.score(t[0], t[1], t[2], e.low())).isCloseTo(1.6448536, within(1e-6));
      }
      if (e.high() < 1) {
        assertThat(Tango.score(t[0], t[1], t[2], e.high())).isCloseTo(-1.6448536, within(1e-6));
      }
      assertThat(e.value()).isBetween(e.low(), e.high());
    }
  }

  @Test
  void swappingTheModelsMirrorsTheInterval() {
    Estimate e = Tango.difference(300, 11, 24, 0.9);
    Estimate swapped = Tango.difference(300, 24, 11, 0.9);
    assertThat(swapped).isEqualTo(e.negated());
  }

  @Test
  void neverDifferingStillLeavesDoubt() {
    double z = Quantile.normal(0.95);
    Estimate e = Tango.difference(20, 0, 0, 0.95);
    assertThat(e.value()).isZero();
    assertThat(e.low()).isCloseTo(-z * z / (20 + z * z), within(1e-12));
    assertThat(e.high()).isCloseTo(z * z / (20 + z * z), within(1e-12));
    assertThat(e.pValue()).isEqualTo(1);
  }

  @Test
  void oneRowAndNoRow() {
    Estimate one = Tango.difference(1, 1, 0, 0.95);
    assertThat(one.high()).isEqualTo(1);
    assertThat(one.low()).isBetween(-1.0, 1.0);
    assertThat(Tango.difference(0, 0, 0, 0.95).value()).isNaN();
    assertThatThrownBy(() -> Tango.difference(3, 2, 2, 0.95))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Tango.difference(3, 1, 1, 95))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void unitsOfOneRowAreIndependentRows() {
    int n = 4000;
    double[] gains = new double[n];
    double[] losses = new double[n];
    double[] rows = new double[n];
    for (int u = 0; u < n; u++) {
      gains[u] = u < 230 ? 1 : 0;
      losses[u] = u >= 230 && u < 400 ? 1 : 0;
      rows[u] = 1;
    }
    Estimate rowsAlone = Tango.difference(n, 230, 170, 0.95);
    Estimate units = Tango.clustered(gains, losses, rows, 0.95);
    assertThat(units.value()).isEqualTo(rowsAlone.value());
    assertThat(units.low()).isCloseTo(rowsAlone.low(), within(2e-5));
    assertThat(units.high()).isCloseTo(rowsAlone.high(), within(2e-5));
  }

  @Test
  void copiesOfRowsInAUnitTeachNothing() {
    int units = 200;
    double[] gains = new double[units];
    double[] losses = new double[units];
    double[] rows = new double[units];
    for (int u = 0; u < units; u++) {
      gains[u] = u % 10 == 0 ? 5 : 0;
      losses[u] = u % 20 == 1 ? 5 : 0;
      rows[u] = 5;
    }
    Estimate clustered = Tango.clustered(gains, losses, rows, 0.95);
    Estimate once = Tango.difference(units, 20, 10, 0.95);
    assertThat(clustered.value()).isCloseTo(once.value(), within(1e-15));
    assertThat(clustered.low()).isCloseTo(once.low(), within(1e-3));
    assertThat(clustered.high()).isCloseTo(once.high(), within(1e-3));
  }

  @Test
  void oneUnitHasNoInterval() {
    Estimate e = Tango.clustered(new double[] {3}, new double[] {1}, new double[] {10}, 0.95);
    assertThat(e.value()).isEqualTo(0.2);
    assertThat(e.low()).isNaN();
  }
}
