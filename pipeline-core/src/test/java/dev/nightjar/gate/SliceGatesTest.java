package dev.nightjar.gate;

import static dev.nightjar.gate.Nights.night;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gate.GateResult.Outcome;
import org.junit.jupiter.api.Test;

class SliceGatesTest {

  private static final Gate PER_CARRIER =
      new Gate.NoWorse("recall", "champion", 0.05, "recent", "Carrier", 300);

  private static Nights carrier(Nights night, String name, double low, double high, long n) {
    return night.compared("recall", "champion", "recent", "Carrier=" + name, low, high, n);
  }

  @Test
  void everySliceOfTheColumnIsJudgedAndNoOther() {
    Nights night = carrier(carrier(night(), "CO", -0.01, 0.02, 400), "EV", -0.09, -0.06, 700);
    night.compared("recall", "champion", "recent", "CarrierGroup=A", -1, -1, 900);
    night.compared("recall", "champion", "recent", "", -1, -1, 9000);
    Judgement j = night.judge(PER_CARRIER);
    assertThat(j.results())
        .extracting(GateResult::slice)
        .containsExactly("Carrier=CO", "Carrier=EV");
    assertThat(j.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(j.headline()).startsWith("recall on recent for Carrier=EV changed by −0.075");
  }

  @Test
  void aSmallSliceIsListedAndDoesNotGate() {
    Nights night = carrier(carrier(night(), "CO", -0.01, 0.02, 400), "EV", -0.9, -0.6, 299);
    Judgement j = night.judge(PER_CARRIER);
    assertThat(j.verdict()).isEqualTo(Verdict.PROMOTE);
    assertThat(j.results().get(1).outcome()).isEqualTo(Outcome.TOO_SMALL);
    assertThat(j.results().get(1).sentence()).contains("299 rows").contains("listed only");
  }

  @Test
  void whenEverySliceIsTooSmallNothingPassed() {
    Judgement j = carrier(night(), "CO", -0.01, 0.02, 10).judge(PER_CARRIER);
    assertThat(j.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(j.results())
        .extracting(GateResult::outcome)
        .containsExactly(Outcome.TOO_SMALL, Outcome.MISSING);
  }

  @Test
  void aColumnThatMatchesNothingIsMissing() {
    Judgement j =
        night()
            .compared("recall", "champion", "recent", "Origin=IAH", 0, 0, 900)
            .judge(PER_CARRIER);
    assertThat(j.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(j.headline()).contains("no recall on recent per Carrier");
  }

  @Test
  void aConditionIsItsOwnSlice() {
    Gate evening =
        new Gate.NoWorse("recall", "champion", 0.05, "recent", "scheduled_hour >= 18", 0);
    Judgement j =
        night()
            .compared("recall", "champion", "recent", "scheduled_hour >= 18", 0, 0.1, 900)
            .judge(evening);
    assertThat(j.verdict()).isEqualTo(Verdict.PROMOTE);
    assertThat(j.results().get(0).slice()).isEqualTo("scheduled_hour >= 18");
  }
}
