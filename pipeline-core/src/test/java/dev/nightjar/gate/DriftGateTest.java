package dev.nightjar.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.statistics.Measure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Gates over measures of drift. */
class DriftGateTest {

  private static GateResult judge(double value, double low, double high) {
    Evidence evidence =
        new Evidence(
            "v3",
            null,
            List.of(
                new Measure("candidate", "psi(trip_km)", "recent", "", value, low, high, 900),
                new Measure("candidate", "psi(trip_km)", "fixed", "", 9, 9, 9, 900)),
            List.of(),
            List.of(),
            Set.of(),
            Map.of("recent", "recent was asked too often."));
    Gate gate = new Gate.AtMost("psi(trip_km)", 0.2, "recent", null, 30);
    PromotionPolicy policy =
        new PromotionPolicy(0.95, List.of(gate), PromotionPolicy.First.HOLD, null);
    return Gates.judge(policy, evidence).results().get(0);
  }

  @Test
  void theWholeIntervalHasToBeBelow() {
    GateResult failed = judge(0.31, 0.25, 0.37);
    assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(failed.title()).isEqualTo("at most 0.2 psi(trip_km) on recent");
    assertThat(failed.sentence())
        .startsWith(
            "PSI of trip_km on recent is 0.310 [0.250, 0.370]; it has to be at most 0.2 (95 %).");
    assertThat(judge(0.21, 0.15, 0.27).outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(judge(Double.NaN, Double.NaN, Double.NaN).outcome()).isEqualTo(Outcome.NOT_A_NUMBER);
    assertThat(judge(0.1, Double.NaN, Double.NaN).outcome()).isEqualTo(Outcome.NOT_A_NUMBER);
  }

  /** Drift reads no labels: a set that was asked too often says as much of it as a fresh one. */
  @Test
  void aSpentSetStillTellsOfDrift() {
    assertThat(judge(0.05, 0.01, 0.09).outcome()).isEqualTo(Outcome.PASSED);
  }
}
