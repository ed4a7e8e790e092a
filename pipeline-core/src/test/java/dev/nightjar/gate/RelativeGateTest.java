package dev.nightjar.gate;

import static dev.nightjar.gate.Nights.night;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.statistics.Cases;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RelativeGateTest {

  private static final Gate BETTER =
      new Gate.Improves("auc", "champion", 0.01, "recent", null, 0, true);
  private static final Gate NO_WORSE =
      new Gate.NoWorse("auc", "champion", 0.05, "recent", null, 0, true);

  private static GateResult judge(Nights night, Gate gate) {
    return night.judge(gate).results().get(0);
  }

  @Test
  void asksForAShareOfTheEndThatAsksMore() {
    Nights night = night().auc("recent", 0.0075, 0.02).champion("auc", "recent", 0.70, 0.74);
    GateResult r = judge(night, BETTER);
    assertThat(r.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(r.title()).isEqualTo("improves auc by 1 % over champion on recent");
    assertThat(r.needed()).isEqualTo("> +0.0074");
    assertThat(r.sentence())
        .contains("it had to rise by 0.0074 (95 %). That is 1 % of 0.740, the most that the");
    Nights less = night().auc("recent", 0.0073, 0.02).champion("auc", "recent", 0.70, 0.74);
    assertThat(judge(less, BETTER).outcome()).isEqualTo(Outcome.UNDECIDED);
    Nights worse = night().auc("recent", -0.0349, 0).champion("auc", "recent", 0.70, 0.74);
    GateResult tolerated = judge(worse, NO_WORSE);
    assertThat(tolerated.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(tolerated.title()).isEqualTo("no worse auc than champion within 5 % on recent");
    assertThat(tolerated.needed()).isEqualTo("≥ −0.035");
    Nights more = night().auc("recent", -0.0351, 0).champion("auc", "recent", 0.70, 0.74);
    assertThat(judge(more, NO_WORSE).outcome()).isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void nothingIsAShareOfZeroOfNothingOrOfWhatWasNotMeasured() {
    Nights gain = night().auc("recent", 0.1, 0.2);
    assertThat(judge(gain, BETTER).outcome()).isEqualTo(Outcome.MISSING);
    GateResult zero = judge(gain.champion("auc", "recent", 0, 0), BETTER);
    assertThat(zero.outcome()).isEqualTo(Outcome.ZERO_REFERENCE);
    assertThat(zero.sentence())
        .isEqualTo(
            "AUC on recent of the champion is not told from 0,"
                + " so no share of it can be asked for.");
    assertThat(night().auc("recent", 1, 1).champion("auc", "recent", -0.1, 0.1).judge(BETTER))
        .extracting(Judgement::verdict)
        .isEqualTo(Verdict.INCONCLUSIVE);
    Nights none = night().auc("recent", 0.1, 0.2).champion("auc", "recent", Double.NaN, 1);
    assertThat(judge(none, BETTER).outcome()).isEqualTo(Outcome.NOT_A_NUMBER);
  }

  @Test
  void sharesAreReckonedInDecimals() {
    Gate third = new Gate.NoWorse("auc", "champion", 0.1, "recent", null, 0, true);
    // In binary 0.1 × 0.7 is 0.06999999999999999.
    Nights tie = night().auc("recent", -0.07, -0.07).champion("auc", "recent", 0.7, 0.7);
    assertThat(judge(tie, third).outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void oldDocumentsKeepTheirBytes() throws IOException {
    Gate plain = new Gate.Improves("auc", "champion", 0.01, "recent", null, 30);
    String json = CanonicalJson.text(plain);
    assertThat(json).doesNotContain("share");
    for (Gate gate : new Gate[] {plain, BETTER, NO_WORSE}) {
      byte[] bytes = CanonicalJson.text(gate).getBytes(StandardCharsets.UTF_8);
      assertThat(CanonicalJson.read(bytes, Gate.class)).isEqualTo(gate);
    }
  }

  /**
   * The rules of another system over exact numbers: what it lets pass, {@code no_worse} and {@code
   * improves} let pass, but that {@code improves} wants more than the bound.
   */
  @Test
  void holdsAgainstTheReferenceCases() throws IOException {
    int checked = 0;
    for (JsonNode c : Cases.read("evaluation/threshold_rules.json").get("cases")) {
      JsonNode input = c.get("input");
      boolean higher = input.get("direction").textValue().equals("HIGHER");
      boolean relative = input.has("relative");
      double change = input.get(relative ? "relative" : "absolute").doubleValue();
      double baseline = input.get("baseline").doubleValue();
      java.math.BigDecimal exact =
          input.get("candidate").decimalValue().subtract(input.get("baseline").decimalValue());
      double gain = (higher ? exact : exact.negate()).doubleValue();
      double asked = higher ? change : -change;
      Gate gate =
          asked > 0
              ? new Gate.Improves(
                  "auc", "champion", asked, "recent", null, 0, relative ? true : null)
              : new Gate.NoWorse(
                  "auc", "champion", 0 - asked, "recent", null, 0, relative ? true : null);
      Nights night =
          night().auc("recent", gain, gain).champion("auc", "recent", baseline, baseline);
      boolean touches = asked > 0 && gain == (relative ? asked * baseline : asked);
      assertThat(judge(night, gate).outcome() == Outcome.PASSED)
          .as(c.toString())
          .isEqualTo(c.at("/expected/pass").booleanValue() && !touches);
      checked++;
    }
    assertThat(checked).isEqualTo(6);
  }
}
