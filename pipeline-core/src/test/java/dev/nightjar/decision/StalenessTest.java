package dev.nightjar.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.dataset.TimeRange;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.gate.Evidence;
import dev.nightjar.gate.Gate;
import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.gate.Gates;
import dev.nightjar.gate.PromotionPolicy;
import dev.nightjar.statistics.Corrected;
import dev.nightjar.store.Digest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StalenessTest {

  private static final LocalDate FIRST = LocalDate.parse("2026-03-01");

  private static Evaluation evaluation() {
    TimeRange day = new TimeRange(FIRST.atStartOfDay(), FIRST.plusDays(1).atStartOfDay());
    Digest any = Digest.of("any");
    Evaluation.SetSummary set =
        new Evaluation.SetSummary("recent", day, 900, 90, any, null, 900, null, any);
    Corrected wider = new Corrected(0.975, List.of(), List.of());
    return new Evaluation(
        0.95,
        Map.of("candidate", "", "champion", "v3"),
        List.of(set),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(wider),
        List.of(),
        List.of(),
        null,
        null);
  }

  private static Decision.Night night(int day, @Nullable String version, @Nullable Double value) {
    return new Decision.Night(
        FIRST.plusDays(day), "r", "auc", "recent", value, value, "REJECT", version);
  }

  /** Other champions, a failed night, and a champion that loses 0.001 a night. */
  private static List<Decision.Night> falling(int nights) {
    List<Decision.Night> all = new ArrayList<>();
    all.add(night(0, null, 0.9));
    all.add(night(1, "v3", 0.2));
    all.add(night(2, "v2", 0.5));
    all.add(night(3, null, null));
    for (int i = 0; i < nights; i++) {
      all.add(night(4 + i, "v3", 0.8 - 0.001 * i));
    }
    return all;
  }

  private static Staleness of(List<Decision.Night> nights) {
    return Objects.requireNonNull(Staleness.of(nights, evaluation(), 0.95));
  }

  @Test
  void whatTheChampionLosesSinceItWasPromoted() {
    Staleness falling = of(falling(10));
    assertThat(falling.nights()).isEqualTo(10);
    assertThat(falling.warning()).isTrue();
    assertThat(falling.sentence())
        .startsWith("The champion v3 gets worse: AUC on recent loses 0.03")
        .endsWith("in 30 days, over 10 nights.");
    Staleness young = of(falling(3));
    assertThat(young.warning()).isFalse();
    assertThat(young.sentence())
        .contains("is not known to get worse")
        .endsWith("over 3 nights, which are too few for an interval.");
    assertThat(of(falling(1)).sentence()).isEmpty();
  }

  @Test
  void withoutAChampionThereIsNone() {
    assertThat(Staleness.of(List.of(), evaluation(), 0.95)).isNull();
    assertThat(Staleness.of(List.of(night(0, null, 0.7)), evaluation(), 0.95)).isNull();
    assertThat(Staleness.of(List.of(night(0, "v1", null)), evaluation(), 0.95)).isNull();
  }

  /** A champion that is stale may give way to a candidate that is but no worse. */
  @Test
  void aGateMayAskForIt() {
    Gate stale = new Gate.AtLeast("staleness", 0.01, null, null, 0);
    Gate better = new Gate.Improves("auc", "champion", 0.1, "recent", null, 30);
    assertThat(outcome(stale, falling(10))).isEqualTo(Outcome.PASSED);
    assertThat(outcome(new Gate.AnyOf(List.of(better, stale)), falling(12)))
        .isEqualTo(Outcome.PASSED);
    assertThat(outcome(stale, falling(3))).isEqualTo(Outcome.NOT_A_NUMBER);
    assertThat(outcome(stale, List.of())).isEqualTo(Outcome.MISSING);
  }

  private static Outcome outcome(Gate gate, List<Decision.Night> nights) {
    Evidence evidence = NightEvidence.of(evaluation(), nights);
    PromotionPolicy policy = new PromotionPolicy(0.95, List.of(gate), PromotionPolicy.First.HOLD);
    return Gates.judge(policy, evidence).results().get(0).outcome();
  }
}
