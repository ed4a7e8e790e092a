package dev.nightjar.lineage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.lineage.BisectSearch.Delta;
import dev.nightjar.lineage.Bisection.Placebo;
import dev.nightjar.lineage.Bisection.Standing;
import dev.nightjar.statistics.Comparison;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlacebosTest {

  private static final Delta SUSPECT = new Delta("suspect", 1000);

  private final Map<String, Double> gains = new HashMap<>();

  private Delta delta(String name, long rows, double gain) {
    gains.put(name, gain);
    return new Delta(name, rows);
  }

  private @Nullable Comparison without(List<String> these, List<String> those, double confidence) {
    Double gain = gains.get(these.get(0));
    return gain == null
        ? null
        : new Comparison(
            "auc", "reference", "dev", "", gain, gain, gain, confidence, 0.5, "delong", 900);
  }

  private @Nullable Standing standing(
      Delta suspect, double gain, List<Delta> suspects, List<Delta> others) throws IOException {
    return new Placebos(this::without, suspects, others, 0.95).standing(suspect, gain);
  }

  private static List<String> names(@Nullable Standing standing) {
    return standing == null ? List.of() : standing.placebos().stream().map(Placebo::delta).toList();
  }

  @Test
  void thoseNearestInSizeAreTakenAndNoneOfAnotherSize() throws IOException {
    List<Delta> others =
        List.of(
            delta("base", 90_000, -0.3),
            delta("double", 2000, 0.02),
            delta("same", 1000, 0.01),
            delta("tiny", 249, 0.5),
            delta("quarter", 250, -0.01));
    assertThat(names(standing(SUSPECT, 0.1, List.of(SUSPECT), others)))
        .containsExactly("same", "double", "quarter");
    assertThat(Placebos.most(List.of(SUSPECT), others)).isEqualTo(3);
  }

  @Test
  void differencesGoByTheRootOfTheRows() throws IOException {
    List<Delta> others = List.of(delta("a", 500, 1), delta("b", 500, 2), delta("c", 500, 3));
    Delta large = new Delta("large", 2000);
    Standing one = standing(new Delta("same", 500), 5, List.of(large), others);
    Standing other = standing(large, 10, List.of(large), others);
    // (5 − 2) / (1 · √(4/3))
    assertThat(requireNonNull(one).statistic()).isCloseTo(3 / Math.sqrt(4 / 3.0), within(1e-12));
    // Twice as much for four times the rows, and more at half the level of two suspects.
    assertThat(requireNonNull(other).needed()).isCloseTo(2 * one.needed(), within(1e-12));
    Delta second = new Delta("second", 2000);
    Standing two = standing(large, 10, List.of(large, second), others);
    assertThat(requireNonNull(two).needed()).isGreaterThan(other.needed());
    assertThat(requireNonNull(other).statistic()).isCloseTo(one.statistic(), within(1e-12));
  }

  @Test
  void withTooFewOthersTheOtherSuspectsStandIn() throws IOException {
    List<Delta> others = List.of(delta("a", 1000, 1), delta("b", 1000, 2));
    List<Delta> suspects =
        List.of(SUSPECT, delta("x", 1000, 1), delta("y", 1000, 2), delta("z", 1000, 4));
    assertThat(names(standing(SUSPECT, 0.1, suspects, others))).containsExactly("x", "y", "z");
    assertThat(standing(SUSPECT, 0.1, suspects.subList(0, 3), others)).isNull();
  }

  @Test
  void whatCannotBeJudgedOrDoesNotVaryIsNoPlacebo() throws IOException {
    List<Delta> others =
        List.of(delta("a", 1000, 1), delta("b", 1000, 2), new Delta("untrained", 1000));
    assertThat(standing(SUSPECT, 9, List.of(SUSPECT), others)).isNull();
    List<Delta> same = List.of(delta("e", 1000, 0), delta("f", 1000, 0), delta("g", 1000, 0));
    assertThat(standing(SUSPECT, 9, List.of(SUSPECT), same)).isNull();
  }
}
