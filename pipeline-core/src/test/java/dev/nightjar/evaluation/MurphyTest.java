package dev.nightjar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.statistics.Measure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MurphyTest {

  /** Ten rows of each of two scores: 3 of 10 positive at 0.2, 9 of 10 at 0.8, by hand. */
  @Test
  void isExactWhereBinsHoldOneScore() {
    byte[] labels = new byte[20];
    double[] scores = new double[20];
    for (int i = 0; i < 20; i++) {
      scores[i] = i < 10 ? 0.2 : 0.8;
      labels[i] = (byte) (i < 3 || (i >= 10 && i < 19) ? 1 : 0);
    }
    Murphy murphy = of(labels, scores);
    assertThat(murphy.reliability()).isCloseTo(0.01, within(1e-12));
    assertThat(murphy.resolution()).isCloseTo(0.09, within(1e-12));
    assertThat(murphy.uncertainty()).isCloseTo(0.24, within(1e-12));
    assertThat(murphy.within()).isCloseTo(0, within(1e-12));
    assertThat(murphy.n()).isEqualTo(20);
  }

  @Test
  void addsUpForAnyScores() {
    Sets sets = new Sets(3000, 3).model("candidate", 0.3);
    Results results = evaluate(sets.named("t"));
    double brier = brier(results);
    Murphy murphy = Murphy.of(results.curves().get(0).calibration(), brier);
    double sum =
        murphy.reliability() - murphy.resolution() + murphy.uncertainty() + murphy.within();
    assertThat(sum).isCloseTo(brier, within(1e-12));
    assertThat(murphy.reliability()).isBetween(0.0, 0.01);
    assertThat(murphy.resolution()).isBetween(0.05, 0.1);
    assertThat(Math.abs(murphy.within())).isLessThan(0.002);
    assertThat(Murphy.of(List.of(), Double.NaN).reliability()).isNaN();
  }

  private static Murphy of(byte[] labels, double[] scores) {
    Results results =
        evaluate(
            new ScoredSet(
                "t",
                labels,
                null,
                Map.of("candidate", new ScoredSet.Scored(scores, 0.5)),
                List.of()));
    return Murphy.of(results.curves().get(0).calibration(), brier(results));
  }

  private static Results evaluate(ScoredSet set) {
    return Evaluator.evaluate(List.of(set), new Settings(0.95, 1, 100, List.of(Metrics.BRIER)));
  }

  private static double brier(Results results) {
    return results.measures().stream().mapToDouble(Measure::value).findFirst().orElseThrow();
  }
}
