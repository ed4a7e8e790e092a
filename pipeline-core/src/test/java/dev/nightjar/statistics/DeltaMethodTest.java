package dev.nightjar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeltaMethodTest {

  private static final ConfusionStatistic MCC =
      (tp, fp, fn, tn) ->
          (tp * tn - fp * fn) / Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn));
  private static final DeltaMethod DELTA = new DeltaMethod(MCC, -1, 1);
  private static final long[] COUNTS = {170, 60, 40, 530};

  @Test
  void agreesWithResampledRows() {
    Estimate delta = DELTA.rows(COUNTS, 210, 0.95);
    SplittableRandom random = new SplittableRandom(5);
    double[] values = new double[8000];
    for (int r = 0; r < values.length; r++) {
      values[r] = MCC.of(0, 0, 0, 0);
      double[] c = new double[4];
      for (int i = 0; i < 800; i++) {
        int row = random.nextInt(800);
        c[row < 170 ? 0 : row < 230 ? 1 : row < 270 ? 2 : 3]++;
      }
      values[r] = MCC.of(c[0], c[1], c[2], c[3]);
    }
    Arrays.sort(values);
    double error = (delta.high() - delta.low()) / 3.29;
    assertThat(delta.low()).isCloseTo(values[400], within(0.15 * error));
    assertThat(delta.high()).isCloseTo(values[7600], within(0.15 * error));
    assertThat(delta.value()).isBetween(delta.low(), delta.high());
  }

  @Test
  void ofASimpleShareIsTheLogitInterval() {
    // Agresti (2013), 3.1.6: logit ± z / sqrt(n p (1 − p)).
    ConfusionStatistic recall = (tp, fp, fn, tn) -> tp / (tp + fn);
    Estimate e = new DeltaMethod(recall, 0, 1).rows(new long[] {30, 5, 10, 55}, 40, 0.975);
    double reach = 1.959963984540054 / Math.sqrt(40 * 0.75 * 0.25);
    assertThat(e.low()).isCloseTo(1 / (1 + Math.exp(reach) / 3), within(1e-7));
    assertThat(e.high()).isCloseTo(1 / (1 + Math.exp(-reach) / 3), within(1e-7));
  }

  @Test
  void unitsThatAreAllAlikeHideNothingAndOneUnitTellsNothing() {
    long[] rows = new long[4 * 800];
    int next = 0;
    for (int cell = 0; cell < 4; cell++) {
      for (long i = 0; i < COUNTS[cell]; i++) {
        rows[4 * next++ + cell] = 1;
      }
    }
    Estimate alone = DELTA.units(rows, 210, 0.95);
    Estimate all = DELTA.rows(COUNTS, 210, 0.95);
    assertThat(alone.low()).isCloseTo(all.low(), within(1e-3));
    assertThat(alone.high()).isCloseTo(all.high(), within(1e-3));
    assertThat(DELTA.units(COUNTS, 210, 0.95).low()).isNaN();
    assertThat(DELTA.units(COUNTS, 210, 0.95).value()).isEqualTo(all.value());
  }

  @Test
  void withoutMistakesNothingIsCertainAndUndefinedIsNotANumber() {
    Estimate perfect = DELTA.rows(new long[] {20, 0, 0, 80}, 20, 0.95);
    assertThat(perfect.value()).isEqualTo(1);
    assertThat(perfect.high()).isEqualTo(1);
    assertThat(perfect.low()).isCloseTo(Proportion.wilson(20, 20, 0.95).low(), within(1e-12));
    assertThat(DELTA.rows(new long[] {0, 0, 20, 80}, 20, 0.95).value()).isNaN();
    assertThat(DELTA.rows(new long[4], 0, 0.95).value()).isNaN();
    // Always the same decision: the number cannot vary, and is no more certain for it.
    ConfusionStatistic balanced = (tp, fp, fn, tn) -> (tp / (tp + fn) + tn / (tn + fp)) / 2;
    Estimate constant = new DeltaMethod(balanced, 0, 1).rows(new long[] {0, 0, 20, 80}, 20, 0.95);
    assertThat(constant.value()).isEqualTo(0.5);
    assertThat(constant.low()).isLessThan(0.4);
  }
}
