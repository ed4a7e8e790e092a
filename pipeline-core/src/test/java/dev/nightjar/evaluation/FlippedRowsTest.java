package dev.nightjar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.evaluation.FlippedRows.Flipped;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlippedRowsTest {

  private static ScoredSet set(byte[] labels, double[] candidate, double[] champion) {
    return new ScoredSet(
        "s",
        labels,
        null,
        Map.of(
            "candidate",
            new ScoredSet.Scored(candidate, 0.5),
            "champion",
            new ScoredSet.Scored(champion, 0.6)),
        List.of());
  }

  @Test
  void theWorstComeFirstThenTheBest() {
    List<Flipped> found =
        FlippedRows.of(
            set(
                new byte[] {1, 0, 1, 0, 1, 1},
                new double[] {0.4, 0.9, 0.1, 0.2, 0.9, 0.55},
                new double[] {0.7, 0.1, 0.95, 0.8, 0.8, 0.55}));
    assertThat(found).extracting(Flipped::row).containsExactly(2, 1, 0, 3, 5);
    assertThat(found).extracting(Flipped::worse).containsExactly(true, true, true, false, false);
    assertThat(found.get(0).loss()).isCloseTo(Math.log(9.5), within(1e-12));
    assertThat(found.get(3).loss()).isCloseTo(Math.log(0.2 / 0.8), within(1e-12));
    assertThat(found.get(4).loss()).as("the thresholds differ, the scores do not").isZero();
    assertThat(found)
        .allSatisfy(
            f -> {
              assertThat(f.candidateClass()).isNotEqualTo(f.championClass());
              assertThat(f.worse() ? f.championClass() : f.candidateClass()).isEqualTo(f.label());
            });
  }

  @Test
  void ofTheSameLossTheFirstInTheSet() {
    List<Flipped> found =
        FlippedRows.of(
            set(new byte[] {1, 1, 1}, new double[] {0.1, 0.1, 0.1}, new double[] {0.9, 0.9, 0.9}));
    assertThat(found).extracting(Flipped::row).containsExactly(0, 1, 2);
  }

  @Test
  void withoutAChampionNothingFlips() {
    ScoredSet alone =
        new ScoredSet(
            "s",
            new byte[] {1},
            null,
            Map.of("candidate", new ScoredSet.Scored(new double[] {0.1}, 0.5)),
            List.of());
    assertThat(FlippedRows.of(alone)).isEmpty();
  }
}
