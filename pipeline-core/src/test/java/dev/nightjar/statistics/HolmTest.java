package dev.nightjar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HolmTest {

  @Test
  void eachIsTimesTheTestsThatAreLeftAndNeverLessThanTheOneBefore() {
    // 4 · 0.005, 3 · 0.01, 2 · 0.03, and 1 · 0.04, which is less than the one before it.
    assertThat(Holm.corrected(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
    assertThat(Holm.corrected(new double[] {0.5, 0.9, 1})).containsExactly(1, 1, 1);
    assertThat(Holm.corrected(new double[] {0.02})).containsExactly(0.02);
    assertThat(Holm.corrected(new double[0])).isEmpty();
  }

  @Test
  void whatCannotBeTestedCountsAndIsNotFound() {
    assertThat(Holm.corrected(new double[] {1, 0.01, 1})).containsExactly(1, 0.03, 1);
  }

  @Test
  void findsWhatBonferroniFindsAndPerhapsMore() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      double[] p = random.doubles(1 + random.nextInt(9)).map(v -> v * v * v).toArray();
      double[] corrected = Holm.corrected(p);
      for (int j = 0; j < p.length; j++) {
        double own = p[j];
        assertThat(corrected[j]).isBetween(own, Math.min(1, p.length * own));
        long smaller = Arrays.stream(p).filter(v -> v < own).count();
        assertThat(corrected[j]).isGreaterThanOrEqualTo(Math.min(1, (p.length - smaller) * own));
      }
    }
  }
}
