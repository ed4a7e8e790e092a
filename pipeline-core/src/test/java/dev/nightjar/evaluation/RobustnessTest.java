package dev.nightjar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import dev.nightjar.statistics.Proportion;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What models make of changed rows, by their scores. */
class RobustnessTest {

  private static final int N = 600;
  private static final Settings SETTINGS =
      new Settings(0.95, 42, 200, List.of(Metrics.AUC, Metrics.BRIER, Metrics.ACCURACY));

  private final Random random = new Random(3);
  private final byte[] labels = new byte[N];
  private final double[] candidate = new double[N];
  private final double[] champion = new double[N];

  private ScoredSet set(int @Nullable [] units) {
    for (int i = 0; i < N; i++) {
      double p = random.nextDouble();
      labels[i] = (byte) (random.nextDouble() < p ? 1 : 0);
      candidate[i] = 0.05 + 0.9 * p;
      champion[i] = Math.min(1, Math.max(0, p + 0.2 * random.nextGaussian()));
    }
    return new ScoredSet(
        "fixed",
        labels,
        units,
        Map.of(
            "candidate", new ScoredSet.Scored(candidate, 0.5),
            "champion", new ScoredSet.Scored(champion, 0.4)),
        List.of());
  }

  private static Measure measure(Results results, String model, String metric) {
    return results.measures().stream()
        .filter(m -> m.model().equals(model) && m.metric().equals(metric + " under haze"))
        .findFirst()
        .orElseThrow();
  }

  private static Comparison comparison(Results results, String against, String metric) {
    return results.comparisons().stream()
        .filter(c -> c.against().equals(against) && c.metric().equals(metric + " under haze"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aChangeThatMovesNoScoreCostsExactlyNothing() {
    ScoredSet set = set(null);
    Results same =
        Robustness.of(set, Map.of("candidate", candidate, "champion", champion), "haze", SETTINGS);
    assertThat(comparison(same, "unchanged", "auc").difference()).isZero();
    assertThat(comparison(same, "unchanged", "auc").low()).isZero();
    assertThat(comparison(same, "unchanged", "auc").high()).isZero();
    assertThat(measure(same, "candidate", "flips").value()).isZero();
    assertThat(measure(same, "candidate", "flips").high())
        .as("none of 600 rows is not none of all")
        .isPositive();
    Results plain = Evaluator.evaluate(List.of(set), SETTINGS);
    for (Comparison c : plain.comparisons()) {
      Comparison under = comparison(same, "champion", c.metric());
      assertThat(under.difference()).isEqualTo(c.difference());
      assertThat(under.low()).isEqualTo(c.low());
    }
  }

  @Test
  void flipsAreCountedAtEachModelsOwnThreshold() {
    ScoredSet set = set(null);
    double[] other = candidate.clone();
    for (int i = 0; i < 60; i++) {
      other[i] = candidate[i] >= 0.5 ? 0.1 : 0.9;
    }
    double[] lower = champion.clone();
    for (int i = 0; i < N; i++) {
      lower[i] = champion[i] >= 0.4 && champion[i] < 0.5 ? 0.39 : champion[i];
    }
    Results found =
        Robustness.of(set, Map.of("candidate", other, "champion", lower), "haze", SETTINGS);
    Measure flips = measure(found, "candidate", "flips");
    assertThat(flips.value()).isEqualTo(0.1);
    assertThat(flips.low()).isEqualTo(Proportion.wilson(60, N, 0.95).low());
    assertThat(flips.n()).isEqualTo(N);
    assertThat(measure(found, "champion", "flips").value()).isPositive().isLessThan(0.2);
    Comparison lost = comparison(found, "unchanged", "brier");
    assertThat(lost.high()).as("sixty rows turned around").isNegative();
    assertThat(measure(found, "unchanged", "brier").value())
        .isLessThan(measure(found, "candidate", "brier").value());
    assertThat(found.curves()).isEmpty();
  }

  @Test
  void rowsOfAUnitCountTogether() {
    int[] units = new int[N];
    for (int i = 0; i < N; i++) {
      units[i] = i / 60;
    }
    ScoredSet set = set(units);
    double[] other = candidate.clone();
    for (int i = 0; i < 60; i++) {
      other[i] = 1 - candidate[i];
    }
    Results found = Robustness.of(set, Map.of("candidate", other), "haze", SETTINGS);
    Measure flips = measure(found, "candidate", "flips");
    assertThat(flips.high() - flips.low())
        .as("one day of ten, and not sixty rows of six hundred")
        .isGreaterThan(0.25);
    assertThat(comparison(found, "unchanged", "brier").method()).isEqualTo("paired-t-clustered");
  }
}
