package dev.nightjar.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Gates over rows that were changed. */
class UnderGateTest {

  private static Evidence evidence(Map<String, String> silent) {
    return new Evidence(
        "v3",
        null,
        List.of(
            new Measure("candidate", "flips under no weather", "fixed", "", 0.03, 0.02, 0.04, 900),
            new Measure("candidate", "auc under no weather", "fixed", "", 0.74, 0.7, 0.78, 900)),
        List.of(
            new Comparison(
                "auc under no weather",
                "unchanged",
                "fixed",
                "",
                -0.02,
                -0.03,
                -0.01,
                0.95,
                0,
                "d",
                900),
            new Comparison(
                "log_loss under no weather",
                "champion",
                "fixed",
                "",
                -0.2,
                -0.3,
                -0.1,
                0.95,
                0,
                "t",
                900)),
        List.of(),
        Set.of(),
        Map.of("fixed", "fixed was asked too often."),
        silent);
  }

  private static GateResult judge(Gate gate, Evidence evidence) {
    PromotionPolicy policy =
        new PromotionPolicy(0.95, List.of(gate), PromotionPolicy.First.HOLD, null);
    return Gates.judge(policy, evidence).results().get(0);
  }

  private static GateResult judge(Gate gate) {
    return judge(gate, evidence(Map.of()));
  }

  @Test
  void flipsReadNoLabels() {
    GateResult passed = judge(new Gate.AtMost("flips under no weather", 0.05, "fixed", null, 30));
    assertThat(passed.outcome()).as("of a set that is spent").isEqualTo(Outcome.PASSED);
    assertThat(passed.title()).isEqualTo("at most 0.05 flips under no weather on fixed");
    GateResult failed = judge(new Gate.AtMost("flips under no weather", 0.01, "fixed", null, 30));
    assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(failed.sentence())
        .startsWith(
            "share of flipped decisions under no weather on fixed is 0.030 [0.020, 0.040]; it has to"
                + " be at most 0.01 (95 %).");
  }

  @Test
  void aLossIsHeldAgainstTheRowsAsTheyAre() {
    GateResult failed =
        judge(new Gate.NoWorse("auc under no weather", "unchanged", 0.005, "fixed", null, 30));
    assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(failed.title()).isEqualTo("no worse auc under no weather than unchanged on fixed");
    assertThat(failed.sentence())
        .startsWith(
            "AUC under no weather on fixed changed by −0.020 [−0.030, −0.010] against the rows as"
                + " they are; it may lose at most 0.005 (95 %).");
    GateResult spent =
        judge(new Gate.NoWorse("auc under no weather", "unchanged", 0.05, "fixed", null, 30));
    assertThat(spent.outcome()).as("it reads labels").isEqualTo(Outcome.SPENT);
  }

  @Test
  void theGoodDirectionIsThatOfTheMetric() {
    Gate gate = new Gate.NoWorse("log_loss under no weather", "champion", 0, "fixed", null, 30);
    assertThat(judge(gate).sentence()).contains("got worse, a gain of −0.20");
  }

  @Test
  void whatWasNotMeasuredSaysWhyAndPromotesNothing() {
    Evidence silent = evidence(Map.of("new carrier", "No row has another value of carrier."));
    GateResult result =
        judge(new Gate.AtMost("flips under new carrier", 0.1, "fixed", null, 30), silent);
    assertThat(result.outcome()).isEqualTo(Outcome.MISSING);
    assertThat(result.sentence())
        .isEqualTo(
            "Nothing was measured for \"at most 0.1 flips under new carrier on fixed\": No row has"
                + " another value of carrier.");
  }
}
