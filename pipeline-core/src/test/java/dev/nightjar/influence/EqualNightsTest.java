package dev.nightjar.influence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Simulated nights of a candidate that is neither better nor worse than the champion. */
class EqualNightsTest {

  private static final int NIGHTS = 800;

  @ParameterizedTest
  @CsvSource({"0,false", "20,true"})
  void modelsOfClassesAreSeldomPromoted(int unit, boolean weighted) {
    within(EqualNights.ofClasses(new EqualSets(300, unit, weighted), NIGHTS, 1));
  }

  @Test
  void modelsOfLabelsAreSeldomPromoted() {
    within(EqualNights.ofLabels(new EqualSets(300, 20, true), NIGHTS, 1));
  }

  @Test
  void modelsOfNumbersAreSeldomPromoted() {
    within(EqualNights.ofNumbers(new EqualSets(300, 20, true), NIGHTS, 1));
  }

  @Test
  void modelsOfTwoClassesAreSeldomPromoted() {
    within(EqualNights.ofTwoClasses(new EqualSets(300, 0, true), NIGHTS, 1));
  }

  /** 5 % of nights, and what chance makes of it in 800; {@link EqualNightsStudy} looks closer. */
  private static void within(Map<String, Double> shares) {
    assertThat(shares)
        .isNotEmpty()
        .allSatisfy((metric, share) -> assertThat(share).as(metric).isBetween(0.02, 0.076));
  }
}
