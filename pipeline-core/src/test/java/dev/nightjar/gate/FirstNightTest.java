package dev.nightjar.gate;

import static dev.nightjar.gate.Nights.IMPROVES;
import static dev.nightjar.gate.Nights.night;
import static dev.nightjar.gate.Nights.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.gate.PromotionPolicy.First;
import org.junit.jupiter.api.Test;

class FirstNightTest {

  private static final Gate FLOOR = new Gate.AtLeast("auc", 0.6, "fixed", null, 0);

  private static Nights better() {
    return night()
        .withoutChampion()
        .withoutBaseline()
        .measured("auc", "fixed", 0.70, 0.72)
        .compared("log_loss", "majority", "fixed", "", 0.02, 0.04, 5000);
  }

  @Test
  void betterThanTheMajorityIsPromoted() {
    Judgement j = better().judge(IMPROVES, FLOOR);
    assertThat(j.verdict()).isEqualTo(Verdict.PROMOTE);
    assertThat(j.results())
        .extracting(GateResult::outcome)
        .containsExactly(Outcome.PASSED, Outcome.NO_REFERENCE, Outcome.PASSED);
    assertThat(j.headline())
        .startsWith("First night, no champion yet. log loss on fixed got better by 0.030")
        .contains("against the majority")
        .contains("1 other gate passed")
        .contains("1 gate had nothing to compare with");
  }

  @Test
  void noBetterThanTheMajorityIsNot() {
    Judgement worse =
        better().compared("log_loss", "majority", "recent", "", -0.02, -0.01, 99).judge(FLOOR);
    assertThat(worse.verdict()).isEqualTo(Verdict.REJECT);
    Judgement unsure =
        better().compared("log_loss", "majority", "recent", "", -0.02, 0.01, 99).judge(FLOOR);
    assertThat(unsure.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void withoutAMajorityNothingIsKnown() {
    Judgement j =
        night().withoutChampion().measured("auc", "fixed", 0.7, 0.72).judge(IMPROVES, FLOOR);
    assertThat(j.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(j.results().get(0).outcome()).isEqualTo(Outcome.MISSING);
  }

  @Test
  void absoluteGatesStillGate() {
    Gate high = new Gate.AtLeast("auc", 0.9, "fixed", null, 0);
    Judgement j = better().judge(IMPROVES, high);
    assertThat(j.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(j.headline()).contains("AUC on fixed is 0.710 [0.700, 0.720]; it has to be");
  }

  @Test
  void noGatesNeverPromoteHereEither() {
    assertThat(better().judge().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void promoteMeansWhateverItIsWorth() {
    Gate high = new Gate.AtLeast("auc", 0.9, "fixed", null, 0);
    Judgement j = Gates.judge(policy(First.PROMOTE, IMPROVES, high), better().evidence());
    assertThat(j.verdict()).isEqualTo(Verdict.PROMOTE);
    assertThat(j.headline()).contains("first: promote").contains("1 gate failed");
  }

  @Test
  void holdWaitsForAPerson() {
    Judgement j = Gates.judge(policy(First.HOLD, IMPROVES, FLOOR), better().evidence());
    assertThat(j.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(j.headline()).contains("until a person promotes it");
  }
}
