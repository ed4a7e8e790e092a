package dev.nightjar.gate;

import static dev.nightjar.gate.Nights.night;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.statistics.Measure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoundSlicesTest {

  private static final Gate GATE = new Gate.NoRegressionSlices(0.01, "recent");

  private static Nights searched() {
    return found("", 0, 0, night());
  }

  private static Nights found(String slice, double low, double high, Nights night) {
    return night.compared(FoundSlices.of("brier"), "champion", "recent", slice, low, high, 400);
  }

  private static GateResult judged(Nights night) {
    return night.judge(GATE).results().get(0);
  }

  @Test
  void nothingConfirmedPasses() {
    GateResult r = judged(searched());
    assertThat(r.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(r.title()).isEqualTo("no regression slices on recent");
    assertThat(r.needed()).isEqualTo("≥ −0.01");
    assertThat(r.sentence())
        .isEqualTo("A search on recent for slices on which the candidate is worse confirmed none.");
    assertThat(searched().judge(GATE).verdict()).isEqualTo(Verdict.PROMOTE);
  }

  @Test
  void aSliceWhoseWholeIntervalIsBeyondTheMarginFailsAndIsNamed() {
    Nights night = found("depot=B", -0.03, -0.002, found("carrier=EV", -0.05, -0.02, searched()));
    Judgement j = night.judge(GATE);
    assertThat(j.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(j.results()).hasSize(1);
    assertThat(j.headline())
        .isEqualTo(
            "On recent the candidate is worse for carrier=EV: Brier score −0.035 [−0.050, −0.020];"
                + " a slice that is found may lose at most 0.01.");
    assertThat(j.reasons().get(0)).endsWith("A margin of 0.020 would have passed.");
  }

  @Test
  void anIntervalAcrossTheMarginWarnsAndPasses() {
    GateResult r = judged(found("depot=B", -0.03, -0.002, searched()));
    assertThat(r.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(r.sentence()).contains("depot=B").doesNotContain("would have passed");
    assertThat(judged(found("depot=B", -0.03, -0.01, searched())).outcome())
        .as("touching the margin")
        .isEqualTo(Outcome.PASSED);
  }

  @Test
  void noSearchAndNoChampionHaveNames() {
    assertThat(judged(night()).outcome()).isEqualTo(Outcome.MISSING);
    assertThat(judged(night()).sentence()).startsWith("Nothing was searched on recent");
    assertThat(night().withoutChampion().judge(GATE).results())
        .filteredOn(r -> r.gate().equals(GATE))
        .extracting(GateResult::outcome)
        .containsExactly(Outcome.NO_REFERENCE);
    assertThat(judged(found("x", Double.NaN, Double.NaN, searched())).outcome())
        .isEqualTo(Outcome.NOT_A_NUMBER);
  }

  @Test
  void aSpentTestSetHoldsThemBackAndChurnNot() {
    Evidence seen = searched().measured(Measure.CHURN, "recent", 0.01, 0.02).evidence();
    Evidence spent =
        new Evidence(
            seen.champion(),
            seen.baseline(),
            seen.measures(),
            seen.comparisons(),
            seen.corrected(),
            seen.costs(),
            Map.of("recent", "recent: its budget is spent."));
    assertThat(new Rule(GATE, 0.95, spent).judge())
        .extracting(j -> j.result().outcome(), Judged::fact)
        .containsExactly(tuple(Outcome.SPENT, "recent: its budget is spent."));
    Gate churn = new Gate.AtMost(Measure.CHURN, 0.1, "recent", null, 0);
    assertThat(new Rule(churn, 0.95, spent).judge())
        .extracting(j -> j.result().outcome())
        .containsExactly(Outcome.PASSED);
  }
}
