package dev.nightjar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.statistics.Comparison;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Simulated nights of a candidate that is neither better nor worse than the champion. */
class EqualModelsTest {

  private static final int NIGHTS = 2000;

  private static Map<String, Integer> promotions(int rows, int unit) {
    Map<String, Integer> promoted = new TreeMap<>();
    for (int night = 0; night < NIGHTS; night++) {
      Sets sets = new Sets(rows, night).model("candidate", 0.6).model("champion", 0.6);
      ScoredSet set = (unit == 0 ? sets : sets.units(unit)).named("recent");
      Settings settings = new Settings(0.95, night, 200, Metrics.all());
      for (Comparison c : Evaluator.evaluate(List.of(set), settings).comparisons()) {
        promoted.merge(c.metric(), c.low() > 0 ? 1 : 0, Integer::sum);
      }
    }
    return promoted;
  }

  @Test
  void areSeldomPromoted() {
    assertThat(promotions(500, 0))
        .allSatisfy(
            (metric, nights) ->
                assertThat(nights / (double) NIGHTS).as(metric).isBetween(0.025, 0.065));
  }

  @Test
  void areSeldomPromotedWhenRowsComeInUnits() {
    // 25 units; Tango's effective rows never exceed the rows, so it may be the more careful.
    assertThat(promotions(500, 20))
        .allSatisfy(
            (metric, nights) ->
                assertThat(nights / (double) NIGHTS).as(metric).isBetween(0.015, 0.065));
  }
}
