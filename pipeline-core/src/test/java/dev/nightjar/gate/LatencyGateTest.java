package dev.nightjar.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Gates over how long models take. */
class LatencyGateTest {

  private static GateResult judge(Gate gate, @Nullable String champion) {
    Evidence evidence =
        new Evidence(
            champion,
            null,
            List.of(
                new Measure("candidate", "latency_p99", "", "", 4.2, 4.0, 4.6, 2000),
                new Measure("champion", "latency_p99", "", "", 3.5, 3.4, 3.6, 2000)),
            List.of(
                new Comparison(
                    "latency_p99", "champion", "", "", -0.7, -1.1, -0.5, 0.95, Double.NaN, "b", 9)),
            List.of(),
            Set.of(),
            Map.of());
    PromotionPolicy policy =
        new PromotionPolicy(0.95, List.of(gate), PromotionPolicy.First.HOLD, null);
    return Gates.judge(policy, evidence).results().get(0);
  }

  @Test
  void aBudgetIsInMilliseconds() {
    GateResult passed = judge(new Gate.AtMost("latency_p99", 5, null, null, 0), "v3");
    assertThat(passed.outcome()).isEqualTo(Outcome.PASSED);
    GateResult failed = judge(new Gate.AtMost("latency_p99", 3.9, null, null, 0), "v3");
    assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(failed.sentence())
        .isEqualTo(
            "p99 latency in ms is 4.20 [4.00, 4.60]; it has to be at most 3.9 (95 %). A bound of 4.60"
                + " would pass.");
    assertThat(judge(new Gate.AtMost("latency_p99", 4.3, null, null, 0), "v3").outcome())
        .isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void theChampionsTimeIsTheMeasureOfTheCandidates() {
    Gate share = new Gate.NoWorse("latency_p99", "champion", 0.5, null, null, 0, true);
    assertThat(judge(share, "v3").outcome()).isEqualTo(Outcome.PASSED);
    GateResult failed =
        judge(new Gate.NoWorse("latency_p99", "champion", 0.2, null, null, 0), "v3");
    assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(failed.sentence())
        .contains("p99 latency in ms got worse, a gain of −0.70 [−1.10, −0.50] against v3")
        .contains("A margin of 1.10 would pass.")
        .doesNotContain("rows");
    assertThat(judge(share, null).outcome()).isEqualTo(Outcome.NO_REFERENCE);
  }

  @Test
  void whatNobodyTimedIsMissing() {
    assertThat(judge(new Gate.AtMost("latency_p50", 5, null, null, 0), "v3").outcome())
        .isEqualTo(Outcome.MISSING);
  }
}
