package dev.nightjar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PlaceboTestTest {

  private static final double[] THREE = {3, 1, 2};
  private static final double[] FIVE = {1, 2, 3, 4, 5};

  @Test
  void agreesWithStudentsDistributionInClosedForm() {
    // Mean 2, s 1: t = (6 − 2) / √(4/3), and P(T > t) = 1/2 − t / (2 √(2 + t²)) for 2 degrees.
    double t = 4 / Math.sqrt(4 / 3.0);
    PlaceboTest three = PlaceboTest.of(6, THREE);
    assertThat(three.statistic()).isCloseTo(t, within(1e-12));
    assertThat(three.pValue()).isCloseTo(0.5 - t / (2 * Math.sqrt(2 + t * t)), within(1e-12));
    // Mean 3, s² 2.5: t = 5 / √3, and for 4 degrees, with u = 1 + t²/4,
    // P(T > t) = 1/2 − 3/8 · t / √u · (1 − t² / (12 u)).
    double square = 25 / 3.0;
    double u = 1 + square / 4;
    PlaceboTest five = PlaceboTest.of(8, FIVE);
    assertThat(five.statistic()).isCloseTo(Math.sqrt(square), within(1e-12));
    assertThat(five.pValue())
        .isCloseTo(0.5 - 0.375 * Math.sqrt(square / u) * (1 - square / (12 * u)), within(1e-12));
  }

  @Test
  void isOneSidedAndKeepsItsUnits() {
    assertThat(PlaceboTest.of(2, THREE).pValue()).isCloseTo(0.5, within(1e-12));
    assertThat(PlaceboTest.of(-2, THREE).pValue())
        .isCloseTo(1 - PlaceboTest.of(6, THREE).pValue(), within(1e-12));
    assertThat(PlaceboTest.of(1060, new double[] {1030, 1010, 1020}).statistic())
        .isCloseTo(PlaceboTest.of(6, THREE).statistic(), within(1e-9));
  }

  @Test
  void tellsWhatWouldStandOut() {
    // For 2 degrees the quantile of 1 − p is u √2 / √(1 − u²), u = 1 − 2 p.
    double u = 0.9;
    assertThat(PlaceboTest.least(THREE, 0.05))
        .isCloseTo(2 + u * Math.sqrt(2 / (1 - u * u)) * Math.sqrt(4 / 3.0), within(1e-9));
    assertThat(PlaceboTest.of(PlaceboTest.least(FIVE, 0.01), FIVE).pValue())
        .isCloseTo(0.01, within(1e-9));
  }

  @Test
  void withoutASpreadThereIsNoTest() {
    assertThat(PlaceboTest.of(1, new double[] {4}).pValue()).isNaN();
    assertThat(PlaceboTest.of(1, new double[0]).statistic()).isNaN();
    assertThat(PlaceboTest.of(1, new double[] {0.25, 0.25, 0.25}).pValue()).isNaN();
    assertThat(PlaceboTest.of(0.25, new double[] {0.25, 0.25, 0.25}).pValue()).isNaN();
    assertThat(PlaceboTest.least(new double[] {0.25, 0.25, 0.25}, 0.05)).isNaN();
    assertThat(PlaceboTest.least(new double[] {4}, 0.05)).isNaN();
  }

  @Test
  void whatIsOneOfThemStandsOutAsOftenAsItsLevelSays() {
    Random random = new Random(11);
    int found = 0;
    int worlds = 20_000;
    for (int i = 0; i < worlds; i++) {
      double[] placebos = random.doubles(4).map(v -> random.nextGaussian()).toArray();
      found += PlaceboTest.of(random.nextGaussian(), placebos).pValue() <= 0.05 ? 1 : 0;
    }
    // Four standard errors.
    assertThat(found / (double) worlds).isCloseTo(0.05, within(0.0062));
  }
}
