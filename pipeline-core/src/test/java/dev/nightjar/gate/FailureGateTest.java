package dev.nightjar.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Gates over the cases of a pipeline file. */
class FailureGateTest {

  private static final String LATER = "failures of later is never better";

  private static GateResult judge(Gate gate) {
    Evidence evidence =
        new Evidence(
            "v3",
            null,
            List.of(new Measure("candidate", LATER, "fixed", "", 0.002, 0.001, 0.004, 900)),
            List.of(
                new Comparison(
                    LATER,
                    "champion",
                    "fixed",
                    "",
                    -0.01,
                    -0.02,
                    -0.005,
                    0.95,
                    0.01,
                    "tango",
                    900)),
            List.of(),
            Set.of(),
            Map.of("fixed", "fixed was asked too often."),
            Map.of("failures of very late", "No row of fixed is where delay > 900."));
    PromotionPolicy policy =
        new PromotionPolicy(0.95, List.of(gate), PromotionPolicy.First.HOLD, null);
    return Gates.judge(policy, evidence).results().get(0);
  }

  /** It reads no labels, so a spent test set does not speak against it. */
  @Test
  void failuresAreBounded() {
    GateResult passed = judge(new Gate.AtMost(LATER, 0.01, "fixed", null, 1));
    assertThat(passed.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(passed.title()).isEqualTo("at most 0.01 failures of later is never better on fixed");
    assertThat(judge(new Gate.AtMost(LATER, 0.0005, "fixed", null, 1)).outcome())
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void fewerFailuresAreBetter() {
    GateResult worse = judge(new Gate.NoWorse(LATER, "champion", 0.001, "fixed", null, 1));
    assertThat(worse.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(worse.sentence())
        .contains("failures of later is never better on fixed got worse, a gain of −0.01");
  }

  @Test
  void whatCouldNotBeAskedSaysWhy() {
    GateResult missing = judge(new Gate.AtMost("failures of very late", 0.01, "fixed", null, 1));
    assertThat(missing.outcome()).isEqualTo(Outcome.MISSING);
    assertThat(missing.sentence()).contains("No row of fixed is where delay > 900.");
  }
}
