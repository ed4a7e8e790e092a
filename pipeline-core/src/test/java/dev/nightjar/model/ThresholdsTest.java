package dev.nightjar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.dataset.DataException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThresholdsTest {

  private static final Threshold F1 = new Threshold.Maximise("f1");
  private static final Threshold ACCURACY = new Threshold.Maximise("accuracy");

  @Test
  void takesTheFixedOne() {
    assertThat(Thresholds.choose(new Threshold.Fixed(0.3), new double[0], new byte[0]))
        .isEqualTo(0.3);
  }

  @Test
  void findsTheBestOfAllThresholds() {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      int n = 1 + random.nextInt(30);
      double[] scores = random.doubles(n).map(x -> Math.rint(x * 10) / 10).toArray();
      byte[] labels = new byte[n];
      for (int i = 0; i < n; i++) {
        labels[i] = (byte) (random.nextDouble() < scores[i] ? 1 : 0);
      }
      labels[0] = 1;
      for (Threshold threshold : new Threshold[] {F1, ACCURACY}) {
        double chosen = Thresholds.choose(threshold, scores, labels);
        double best = value(threshold, scores, labels, chosen);
        for (int tenth = 0; tenth <= 11; tenth++) {
          double other = value(threshold, scores, labels, tenth / 10.0);
          assertThat(best).isGreaterThanOrEqualTo(other - 1e-12);
        }
      }
    }
  }

  private static double value(Threshold of, double[] scores, byte[] labels, double threshold) {
    double hits = 0;
    double chosen = 0;
    double positives = 0;
    double right = 0;
    for (int i = 0; i < scores.length; i++) {
      boolean positive = scores[i] >= threshold;
      hits += positive && labels[i] == 1 ? 1 : 0;
      chosen += positive ? 1 : 0;
      positives += labels[i];
      right += positive == (labels[i] == 1) ? 1 : 0;
    }
    return of.equals(F1) ? 2 * hits / (positives + chosen) : right / scores.length;
  }

  @Test
  void ofEquallyGoodOnesTakesTheLowest() {
    double[] scores = {0.9, 0.8, 0.2, 0.1};
    assertThat(Thresholds.choose(ACCURACY, scores, new byte[] {1, 0, 1, 0})).isEqualTo(0.2);
    assertThat(Thresholds.choose(ACCURACY, scores, new byte[] {0, 1, 0, 1})).isEqualTo(0.1);
  }

  @Test
  void accuracyMayChooseNone() {
    assertThat(Thresholds.choose(ACCURACY, new double[] {0.25, 0.125}, new byte[2]))
        .isEqualTo(Math.nextUp(0.25));
  }

  @Test
  void saysWhyThereIsNone() {
    assertThatThrownBy(() -> Thresholds.choose(F1, new double[] {0.5}, new byte[1]))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("none of the 1 dev rows is positive");
    assertThatThrownBy(() -> Thresholds.choose(F1, new double[0], new byte[0]))
        .hasMessageContaining("no dev rows");
    assertThatThrownBy(() -> new Threshold.Maximise("acuracy"))
        .hasMessageContaining("did you mean accuracy?");
  }
}
