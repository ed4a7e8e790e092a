package dev.nightjar.gate;

import static dev.nightjar.gate.Nights.night;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.statistics.Corrected;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlternativesTest {

  private static final Gate RECENT = new Gate.Improves("auc", "champion", 0, "recent", null, 0);
  private static final Gate FIXED = new Gate.Improves("auc", "champion", 0, "fixed", null, 0);
  private static final Gate ANY = new Gate.AnyOf(List.of(RECENT, FIXED));
  private static final double EACH = Corrected.confidence(0.95, 2);

  /** What is seen at 95 % stands there too, and must not be what is judged. */
  private static Judgement judge(Nights wider) {
    return night()
        .auc("recent", 0.001, 0.1)
        .auc("fixed", 0.001, 0.1)
        .corrected(EACH, wider)
        .judge(ANY);
  }

  @Test
  void passesWhenOneDoesAtItsShareOfTheError() {
    assertThat(EACH).isEqualTo(0.975);
    Judgement j = judge(night().auc("recent", -0.02, -0.01).auc("fixed", 0.01, 0.02));
    assertThat(j.verdict()).isEqualTo(Verdict.PROMOTE);
    GateResult r = j.results().get(0);
    assertThat(j.results()).hasSize(1);
    assertThat(r.title())
        .isEqualTo("improves auc over champion on recent, or improves auc over champion on fixed");
    assertThat(r.gate()).isEqualTo(FIXED);
    assertThat(r.sentence())
        .startsWith("AUC on fixed rose by 0.0150 [0.0100, 0.0200] over v11")
        .contains("(97.5 %)")
        .endsWith("One of 2 alternatives is enough, each at 97.5 %.");
  }

  @Test
  void failsWhenAllDoAndIsUndecidedBetween() {
    Judgement failed = judge(night().auc("recent", -0.02, -0.01).auc("fixed", -0.02, -0.01));
    assertThat(failed.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(failed.headline())
        .startsWith("None of 2 alternatives passed, each at 97.5 %: AUC on recent")
        .contains("AUC on fixed");
    assertThat(failed.reasons().get(0)).contains("It would pass only as no_worse");
    Judgement between = judge(night().auc("recent", -0.02, -0.01).auc("fixed", -0.01, 0.02));
    assertThat(between.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(between.results().get(0).outcome()).isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void intervalsOfAnotherConfidenceDoNotCount() {
    Judgement j = night().auc("recent", 0.01, 0.1).auc("fixed", 0.01, 0.1).judge(ANY);
    assertThat(j.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(j.headline()).contains("Nothing was measured");
  }

  @Test
  void withoutAChampionItSaysNothingAndAnAbsoluteAlternativeStillDoes() {
    Nights wider = night();
    Judgement j = night().withoutChampion().corrected(EACH, wider).judge(ANY);
    assertThat(j.results()).extracting(GateResult::outcome).contains(Outcome.NO_REFERENCE);
    Gate mixed = new Gate.AnyOf(List.of(RECENT, new Gate.AtLeast("auc", 0.5, "recent", null, 0)));
    Nights good = night().measured("auc", "recent", 0.6, 0.7);
    assertThat(night().withoutChampion().corrected(EACH, good).judge(mixed).results())
        .extracting(GateResult::outcome)
        .contains(Outcome.PASSED);
  }

  @Test
  void takesTwoOrMoreAndIsReadAgainFromADocument() throws IOException {
    assertThatThrownBy(() -> new Gate.AnyOf(List.of(RECENT)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Gate.AnyOf(List.of(RECENT, ANY)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(CanonicalJson.read(CanonicalJson.write(ANY), Gate.class)).isEqualTo(ANY);
    assertThat(Nights.policy(ANY, RECENT).gates()).containsExactly(RECENT, FIXED, RECENT);
  }
}
