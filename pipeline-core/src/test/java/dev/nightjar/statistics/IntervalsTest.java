package dev.nightjar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalsTest {

  /**
   * Ligaarden et al. (2010): 13 of 16; Clopper and Pearson 0.5435 to 0.9595. 10 of 10 and 0 of 10:
   * 0.6915 to 1 and 0 to 0.3085. From Fagerland, Lydersen and Laake (2017), chapter 2.
   */
  @Test
  void clopperPearsonEqualsPublishedExamples() {
    Estimate e = Proportion.clopperPearson(13, 16, 0.975);
    assertThat(e.low()).isCloseTo(0.5435, within(5e-5));
    assertThat(e.high()).isCloseTo(0.9595, within(5e-5));
    assertThat(Proportion.clopperPearson(10, 10, 0.975).low()).isCloseTo(0.6915, within(5e-5));
    assertThat(Proportion.clopperPearson(10, 10, 0.975).high()).isEqualTo(1);
    assertThat(Proportion.clopperPearson(0, 10, 0.975).high()).isCloseTo(0.3085, within(5e-5));
    assertThat(Proportion.clopperPearson(0, 0, 0.975).value()).isNaN();
  }

  /** Newcombe, Statistics in Medicine 17 (1998) 857: 81 of 263, Wilson 0.2553 to 0.3662. */
  @Test
  void wilsonEqualsPublishedExamples() {
    Estimate e = Proportion.wilson(81, 263, 0.975);
    assertThat(e.low()).isCloseTo(0.2553, within(5e-5));
    assertThat(e.high()).isCloseTo(0.3662, within(5e-5));
    assertThat(Proportion.wilson(0, 20, 0.975).high()).isCloseTo(0.1611, within(5e-5));
    assertThat(Proportion.wilson(0, 20, 0.975).low()).isZero();
    assertThat(Proportion.wilson(0, 0, 0.95).value()).isNaN();
  }

  @Test
  void clusteredProportionsKnowLess() {
    double[] hits = {9, 1, 9, 1, 9, 1, 9, 1};
    double[] rows = {10, 10, 10, 10, 10, 10, 10, 10};
    Estimate rowsAlone = Proportion.wilson(40, 80, 0.95);
    Estimate units = Proportion.clustered(hits, rows, 0.95);
    assertThat(units.value()).isEqualTo(0.5);
    assertThat(units.high() - units.low()).isGreaterThan(2 * (rowsAlone.high() - rowsAlone.low()));
    // All right in all units: as many independent rows as there are units.
    Estimate perfect = Proportion.clustered(rows, rows, 0.95);
    assertThat(perfect.low()).isLessThan(Proportion.wilson(8, 8, 0.95).low());
    assertThat(perfect.high()).isEqualTo(1);
    assertThat(Proportion.clustered(new double[] {1}, new double[] {2}, 0.95).low()).isNaN();
  }

  /** Survey practice: with independent rows of many units it is the interval of the rows. */
  @Test
  void clusteredExactProportionsKnowLess() {
    double[] hits = new double[400];
    double[] rows = new double[400];
    for (int u = 0; u < rows.length; u++) {
      hits[u] = u % 20 == 0 ? 1 : 0;
      rows[u] = 1;
    }
    Estimate ones = Proportion.clopperPearson(hits, rows, 0.95);
    assertThat(ones.high())
        .isCloseTo(Proportion.clopperPearson(20, 400, 0.95).high(), within(1e-3));
    assertThat(ones.low()).isCloseTo(Proportion.clopperPearson(20, 400, 0.95).low(), within(1e-3));
    double[] tens = {9, 1, 9, 1, 9, 1, 9, 1};
    double[] of = {10, 10, 10, 10, 10, 10, 10, 10};
    Estimate units = Proportion.clopperPearson(tens, of, 0.95);
    assertThat(units.value()).isEqualTo(0.5);
    assertThat(units.high()).isGreaterThan(Proportion.clopperPearson(4, 8, 0.95).high() - 0.02);
    assertThat(Proportion.clopperPearson(of, of, 0.95).high()).isEqualTo(1);
    assertThat(Proportion.clopperPearson(new double[8], of, 0.95).low()).isZero();
    assertThat(Proportion.clopperPearson(new double[] {1}, new double[] {2}, 0.95).low()).isNaN();
  }

  /** Student's sleep data: ten differences, mean 1.58, 95 % interval 0.7001 to 2.4599, p 0.0028. */
  @Test
  void pairedTEqualsStudentsOwnExample() {
    double[] extra = {1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4};
    Estimate e = PairedT.of(extra, 0.975);
    assertThat(e.value()).isCloseTo(1.58, within(1e-12));
    assertThat(e.low()).isCloseTo(0.7001142, within(1e-6));
    assertThat(e.high()).isCloseTo(2.4598858, within(1e-6));
    assertThat(e.pValue()).isCloseTo(0.002833, within(1e-6));
    double[] ones = new double[10];
    java.util.Arrays.fill(ones, 1);
    Estimate units = PairedT.clustered(extra, ones, 0.975);
    assertThat(units.low()).isCloseTo(e.low(), within(1e-12));
    assertThat(units.high()).isCloseTo(e.high(), within(1e-12));
  }

  @Test
  void fewRowsHaveNoInterval() {
    assertThat(PairedT.of(new double[0], 0.95).value()).isNaN();
    assertThat(PairedT.of(new double[] {3}, 0.95).value()).isEqualTo(3);
    assertThat(PairedT.of(new double[] {3}, 0.95).low()).isNaN();
    assertThat(PairedT.of(new double[] {0, 0, 0}, 0.95)).isEqualTo(Estimate.zero());
  }

  /**
   * Simulated powers of the exact one-sided test, one row in ten discordant; Connor is within about
   * four points of it.
   */
  @Test
  void connorIsNearTheSimulatedPower() {
    assertThat(ConnorPower.power(1000, 0.1, 0.01, 0.95)).isCloseTo(0.228, within(0.05));
    assertThat(ConnorPower.power(1000, 0.1, 0.02, 0.95)).isCloseTo(0.603, within(0.05));
    assertThat(ConnorPower.power(5000, 0.1, 0.01, 0.95)).isCloseTo(0.707, within(0.05));
  }

  @Test
  void connorInvertsItself() {
    double d = ConnorPower.smallestDifference(1000, 0.1, 0.95, 0.8);
    assertThat(ConnorPower.power(1000, 0.1, d, 0.95)).isCloseTo(0.8, within(1e-9));
    assertThat(ConnorPower.rows(0.1, d, 0.95, 0.8)).isBetween(999L, 1001L);
    assertThat(ConnorPower.smallestDifference(5, 0.1, 0.95, 0.8)).isNaN();
    assertThat(ConnorPower.smallestDifference(1000, 0, 0.95, 0.8)).isNaN();
  }

  /** Lower end of a normal gain above by: z(0.95) + z(0.8) = 2.4865 standard errors. */
  @Test
  void passingGainIsByAndTwoAndAHalfErrors() {
    assertThat(ConnorPower.passingGain(0.001, 0.002, 0.95, 0.8))
        .isCloseTo(0.002 + 0.0024865, within(1e-7));
    assertThat(ConnorPower.standardError(-1.6448536269514722, 1.6448536269514722, 0.95))
        .isCloseTo(1, within(1e-12));
  }
}
