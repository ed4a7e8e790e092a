package dev.nightjar.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.gate.Evidence;
import dev.nightjar.gate.Gate;
import dev.nightjar.gate.GateResult;
import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.gate.Gates;
import dev.nightjar.gate.Judgement;
import dev.nightjar.gate.PromotionPolicy;
import dev.nightjar.gate.Verdict;
import dev.nightjar.probe.Case;
import dev.nightjar.probe.CaseResult;
import dev.nightjar.probe.Decides;
import dev.nightjar.probe.ProbeReport;
import dev.nightjar.statistics.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SealingTest {

  private static final Sealing SEALING = new Sealing(Set.of("fixed"));
  private static final Gate SEALED = new Gate.NoWorse("auc", "champion", 0.01, "fixed", "depot", 0);
  private static final Gate OPEN = new Gate.Improves("auc", "champion", 0, "recent", null, 0);

  private static Comparison comparison(String set, String slice, double low) {
    return new Comparison(
        "auc", "champion", set, slice, low + 0.01, low, low + 0.02, 0.95, 0.5, "delong", 500);
  }

  private static Judgement judged(double fixed, double recent, Gate... gates) {
    List<Comparison> seen = new ArrayList<>();
    seen.add(comparison("fixed", "depot=A", fixed));
    seen.add(comparison("fixed", "depot=B", 0.1));
    seen.add(comparison("recent", "", recent));
    PromotionPolicy policy =
        new PromotionPolicy(0.95, List.of(gates), PromotionPolicy.First.PROMOTE);
    Evidence evidence = new Evidence("v11", null, List.of(), seen, List.of(), Set.of());
    return SEALING.of(Gates.judge(policy, evidence), policy);
  }

  @Test
  void whatAGateCameToIsNotTold() {
    for (double fixed : new double[] {0.1, -0.012, -0.5}) {
      Judgement j = judged(fixed, 0.1, SEALED, OPEN);
      assertThat(j.results())
          .extracting(GateResult::outcome)
          .containsExactly(Outcome.SEALED, Outcome.PASSED);
      GateResult sealed = j.results().get(0);
      assertThat(sealed.seen()).isNaN();
      assertThat(sealed.slice()).isEmpty();
      assertThat(sealed.n()).isZero();
      assertThat(sealed.sentence()).isEqualTo("What fixed said is not shown, as it is sealed.");
      assertThat(j.headline()).doesNotContain("depot").endsWith("as it is sealed.");
    }
  }

  @Test
  void theVerdictIsThatOfAllGates() {
    assertThat(judged(0.1, 0.1, SEALED, OPEN))
        .returns(Verdict.PROMOTE, Judgement::verdict)
        .returns(
            "All gates passed. What was seen on fixed is not shown, as it is sealed.",
            Judgement::headline);
    assertThat(judged(-0.012, 0.1, SEALED, OPEN))
        .returns(Verdict.INCONCLUSIVE, Judgement::verdict)
        .returns(List.of(), Judgement::reasons);
    assertThat(judged(-0.5, 0.1, SEALED, OPEN).headline())
        .startsWith("A gate on a sealed test set failed.");
  }

  @Test
  void anOpenGateThatFailedIsTheReasonThatIsTold() {
    Judgement j = judged(-0.5, -0.5, SEALED, OPEN);
    assertThat(j.verdict()).isEqualTo(Verdict.REJECT);
    assertThat(j.headline()).startsWith("AUC on recent");
    assertThat(j.headline())
        .as("the same whatever the sealed set said")
        .isEqualTo(judged(0.1, -0.5, SEALED, OPEN).headline());
  }

  @Test
  void aGroupIsSealedWithOneOfItsGates() {
    Gate group =
        new Gate.AnyOf(List.of(OPEN, new Gate.Improves("auc", "champion", 0, "fixed", null, 0)));
    assertThat(judged(0.1, 0.1, group).results())
        .extracting(GateResult::outcome)
        .containsExactly(Outcome.SEALED);
  }

  @Test
  void theGatesOfAFirstNightAreSealedToo() {
    PromotionPolicy policy =
        new PromotionPolicy(
            0.95, List.of(OPEN), PromotionPolicy.First.PROMOTE_IF_BETTER_THAN_MAJORITY);
    List<Comparison> seen = new ArrayList<>();
    for (String set : List.of("fixed", "recent")) {
      seen.add(new Comparison("log_loss", "majority", set, "", 0.1, 0.09, 0.11, 0.95, 0, "t", 500));
    }
    Judgement judged =
        Gates.judge(policy, new Evidence(null, null, List.of(), seen, List.of(), Set.of()));
    assertThat(judged.results()).extracting(r -> r.gate().on()).contains("fixed");
    assertThat(SEALING.of(judged, policy).results())
        .filteredOn(r -> "fixed".equals(r.gate().on()))
        .isNotEmpty()
        .allSatisfy(r -> assertThat(r.outcome()).isEqualTo(Outcome.SEALED))
        .allSatisfy(r -> assertThat(r.seen()).isNaN());
  }

  @Test
  void whereNothingIsSealedNothingChanges() {
    Judgement open = judged(0.1, 0.1, OPEN);
    assertThat(open.headline()).startsWith("AUC on recent rose by");
    assertThat(open.results()).extracting(GateResult::outcome).containsExactly(Outcome.PASSED);
  }

  private static CaseResult tried(String set) {
    return new CaseResult(
        new Case("on " + set, set, null, Map.of(), new Decides(true)),
        9,
        9,
        9,
        CaseResult.Outcome.MEASURED,
        "",
        Map.of(),
        Map.of(),
        null,
        Map.of("candidate", 3L),
        null,
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void casesOnOpenSetsAreTold() {
    ProbeReport probes =
        new ProbeReport(0.95, List.of(), null, List.of(tried("fixed"), tried("recent")));
    Evaluation night =
        new Evaluation(
            0.95, Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of(), null, List.of(), List.of(), null, null, null, probes, null);
    assertThat(SEALING.of(night).probes())
        .isEqualTo(new ProbeReport(0.95, List.of(), null, List.of(tried("recent"))));
  }
}
