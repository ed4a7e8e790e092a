package dev.nightjar.gate;

import static dev.nightjar.gate.Nights.IMPROVES;
import static dev.nightjar.gate.Nights.NO_WORSE;
import static dev.nightjar.gate.Nights.night;
import static dev.nightjar.gate.Nights.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.statistics.Comparison;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GatesTest {

  @Test
  void theSketchIsRejectedInItsOwnWords() {
    Judgement j = night().auc("recent", -0.0008, 0.0014).judge(IMPROVES);
    assertThat(j.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(j.headline())
        .isEqualTo(
            "AUC on recent rose by 0.0003 [−0.0008, 0.0014] over v11;"
                + " it had to rise by 0.002 (95 %).");
    assertThat(j.reasons().get(0))
        .startsWith(j.headline())
        .contains("It would pass only as no_worse, with a margin of 0.0008.")
        .contains("More rows would not help if 0.0003 is true.")
        .contains("With this many rows a true gain of 0.0037 passes on 80 % of nights.");
    assertThat(j.results().get(0).needed()).isEqualTo("> +0.002");
    assertThat(j.results().get(0).title()).isEqualTo("improves auc over champion on recent");
  }

  @Test
  void aLossSaysWhichMarginWouldPass() {
    Judgement j = night().auc("fixed", -0.034, -0.012).judge(NO_WORSE);
    assertThat(j.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(j.headline())
        .isEqualTo(
            "AUC on fixed changed by −0.023 [−0.034, −0.012] against v11;"
                + " it may lose at most 0.01 (95 %).");
    assertThat(j.reasons().get(0)).contains("A margin of 0.034 would pass.");
    assertThat(j.reasons().get(0)).contains("More rows would not help if −0.023 is true.");
  }

  @Test
  void anIntervalAcrossTheBoundIsInconclusiveAndSaysHowManyRowsWouldDoIt() {
    Judgement j = night().auc("recent", 0.001, 0.009).judge(IMPROVES);
    assertThat(j.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(j.headline()).endsWith("These rows do not decide it.");
    assertThat(j.reasons().get(0)).contains("About 1.8 times the rows would pass it if 0.0050");
  }

  @Test
  void allPassedIsAPromotion() {
    Judgement j =
        night()
            .auc("fixed", -0.004, 0.004)
            .auc("recent", 0.0031, 0.0063)
            .measured("model_bytes", "", 1_250_000, 1_250_000)
            .judge(NO_WORSE, IMPROVES, new Gate.AtMost("model_bytes", 2e7, null, null, 0));
    assertThat(j.verdict()).isEqualTo(Verdict.PROMOTE);
    assertThat(j.headline())
        .isEqualTo(
            "AUC on recent rose by 0.0047 [0.0031, 0.0063] over v11;"
                + " it had to rise by 0.002 (95 %). All 3 gates passed.");
    assertThat(j.results().get(2).sentence()).startsWith("model size is 1.25 MB; it has to be");
    assertThat(j.results().get(2).needed()).isEqualTo("≤ 20 MB");
  }

  @Test
  void oneFailureOutweighsEverything() {
    Judgement j =
        night().auc("recent", 0.01, 0.02).auc("fixed", -0.03, -0.02).judge(IMPROVES, NO_WORSE);
    assertThat(j.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(j.reasons()).hasSize(1);
  }

  @Test
  void anIdenticalModelNeverImproves() {
    Gate any = new Gate.Improves("auc", "champion", 0, "recent", null, 0);
    Judgement j = night().auc("recent", 0, 0).judge(any);
    assertThat(j.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(j.headline()).contains("did not change from v11; it had to rise (95 %)");
    assertThat(j.reasons().get(0)).contains("A model that changes nothing never improves.");
  }

  @Test
  void noGatesNeverPromote() {
    Judgement j = night().auc("recent", 1, 1).judge();
    assertThat(j.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(j.headline()).contains("no gates");
  }

  @Test
  void aZeroChampionIsANumberAsAnyOther() {
    Gate recall = new Gate.Improves("recall", "champion", 0, "recent", null, 0);
    Judgement j = night().compared("recall", "champion", "recent", "", 0.1, 0.2, 90).judge(recall);
    assertThat(j.verdict()).isEqualTo(Verdict.PROMOTE);
  }

  @Test
  void aChampionWhoseComparisonIsMissingIsNoFirstNight() {
    Judgement j = night().auc("fixed", 0, 1).judge(IMPROVES);
    assertThat(j.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(j.results().get(0).outcome()).isEqualTo(Outcome.MISSING);
  }

  @Test
  void aMissingBaselineIsNamedAndHoldsAPromotionBack() {
    Gate gate = new Gate.NoWorse("auc", "baseline", 0.01, "fixed", null, 0);
    Judgement j = night().withoutBaseline().auc("recent", 0.01, 0.02).judge(IMPROVES, gate);
    assertThat(j.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(j.results().get(1).outcome()).isEqualTo(Outcome.NO_REFERENCE);
    assertThat(j.headline()).contains("There is no baseline to compare with");
  }

  @Test
  void anIntervalOfAnotherConfidenceDoesNotCount() {
    Comparison weak =
        new Comparison("auc", "champion", "recent", "", 0.5, 0.4, 0.6, 0.8, 0.01, "x", 9);
    Evidence e = new Evidence("v11", null, List.of(), List.of(weak), List.of(), Set.of());
    Judgement j = Gates.judge(policy(IMPROVES), e);
    assertThat(j.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(j.headline()).contains("80 %").contains("95 %");
  }

  @Test
  void aMetricWhereLessIsBetterIsSaidInItsGoodDirection() {
    Gate gate = new Gate.NoWorse("log_loss", "champion", 0.01, "fixed", null, 0);
    Judgement better =
        night().compared("log_loss", "champion", "fixed", "", 0.02, 0.04, 900).judge(gate);
    assertThat(better.headline()).startsWith("log loss on fixed got better by 0.030");
    Judgement worse =
        night().compared("log_loss", "champion", "fixed", "", -0.04, -0.02, 900).judge(gate);
    assertThat(worse.headline()).startsWith("log loss on fixed got worse, a gain of −0.030");
  }

  @Test
  void aCostOfTheFilesOwnIsSaidInItsGoodDirection() {
    Gate gate = new Gate.NoWorse("dispatch_cost", "champion", 1, "fixed", null, 0);
    Nights night = night().compared("dispatch_cost", "champion", "fixed", "", 2, 4, 900);
    assertThat(night.judge(gate).headline()).startsWith("dispatch cost on fixed rose by 3");
    assertThat(night.cost("dispatch_cost").judge(gate).headline())
        .startsWith("dispatch cost on fixed got better by 3");
  }

  @Test
  void aGainThatIsTooGoodIsRefused() {
    Gate gate = new Gate.Limits("auc", "champion", 0.1, "recent", null, 0);
    Judgement fine = night().auc("recent", 0.01, 0.02).judge(gate);
    assertThat(fine.verdict()).isEqualTo(Verdict.PROMOTE);
    assertThat(fine.results().get(0).title())
        .isEqualTo("limits the gain in auc over champion on recent");
    Judgement leak = night().auc("recent", 0.18, 0.22).judge(gate);
    assertThat(leak.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(leak.headline())
        .isEqualTo(
            "AUC on recent rose by 0.200 [0.180, 0.220] over v11;"
                + " a gain of more than 0.1 is too good to be true (95 %).");
    assertThat(leak.reasons().get(0))
        .contains("A limit of 0.220 would pass; first look for a leak.");
    assertThat(night().withoutChampion().judge(gate).results())
        .extracting(GateResult::outcome)
        .contains(Outcome.NO_REFERENCE);
  }

  @Test
  void aNumberMayHaveToBeKnownWellEnough() {
    Gate gate = new Gate.Precise("auc", "champion", 0.1, "recent", null, 0);
    assertThat(night().auc("recent", -0.35, -0.15).judge(gate).verdict())
        .isEqualTo(Verdict.PROMOTE);
    // The difference of these doubles is above 0.2.
    assertThat(night().auc("recent", 0.7, 0.9).judge(gate).verdict()).isEqualTo(Verdict.PROMOTE);
    Judgement wide = night().auc("recent", 0.2, 0.6).judge(gate);
    assertThat(wide.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(wide.results().get(0).title()).isEqualTo("precise auc over champion on recent");
    assertThat(wide.results().get(0).needed()).isEqualTo("± 0.1");
    assertThat(wide.reasons().get(0))
        .isEqualTo(
            "AUC on recent rose by 0.40 [0.20, 0.60] over v11; it had to be known to ± 0.1"
                + " (95 %). It is known to ± 0.20. About 4.0 times the rows would do.");
    assertThat(night().withoutChampion().judge(gate).results())
        .extracting(GateResult::outcome)
        .contains(Outcome.NO_REFERENCE);
  }

  @Test
  void churnIsAMeasureThatTakesAChampion() {
    Gate gate = new Gate.AtMost("churn", 0.1, "recent", null, 0);
    Judgement calm = night().measured("churn", "recent", 0.05, 0.08).judge(gate);
    assertThat(calm.verdict()).isEqualTo(Verdict.PROMOTE);
    Judgement wild = night().measured("churn", "recent", 0.12, 0.16).judge(gate);
    assertThat(wild.headline())
        .isEqualTo("churn on recent is 0.140 [0.120, 0.160]; it has to be at most 0.1 (95 %).");
    assertThat(night().withoutChampion().judge(gate).results())
        .extracting(GateResult::outcome)
        .contains(Outcome.NO_REFERENCE);
  }

  @Test
  void roundingDoesNotHideWhyAGateFailed() {
    Judgement j = night().auc("recent", -0.0021, 0.0019996).judge(IMPROVES);
    assertThat(j.headline()).contains("0.0019996").contains("by 0.002 (95 %)");
  }

  @Test
  void aSpentTestSetHoldsAPromotionBackAndHidesNoFailure() {
    Evidence seen = night().auc("recent", 0.003, 0.009).auc("fixed", -0.004, 0.004).evidence();
    Evidence spent =
        new Evidence(
            seen.champion(),
            seen.baseline(),
            seen.measures(),
            seen.comparisons(),
            seen.corrected(),
            seen.costs(),
            Map.of("fixed", "fixed: its budget is spent."));
    PromotionPolicy gates = policy(IMPROVES, NO_WORSE);
    assertThat(Gates.judge(gates, seen).verdict()).isEqualTo(Verdict.PROMOTE);
    Judgement held = Gates.judge(gates, spent);
    assertThat(held.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(held.headline()).isEqualTo("fixed: its budget is spent.");
    assertThat(held.results())
        .extracting(GateResult::outcome)
        .containsExactly(Outcome.PASSED, Outcome.SPENT);

    Evidence worse = night().auc("recent", 0.003, 0.009).auc("fixed", -0.05, -0.02).evidence();
    Evidence both =
        new Evidence(
            worse.champion(),
            worse.baseline(),
            worse.measures(),
            worse.comparisons(),
            worse.corrected(),
            worse.costs(),
            spent.spent());
    assertThat(Gates.judge(gates, both).verdict()).isEqualTo(Verdict.REJECT);
  }
}
