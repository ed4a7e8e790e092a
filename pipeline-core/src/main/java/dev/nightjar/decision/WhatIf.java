package dev.nightjar.decision;

import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.gate.Gates;
import dev.nightjar.gate.Judgement;
import dev.nightjar.gate.PromotionPolicy;
import java.util.ArrayList;
import java.util.List;

/** Asks what a night's gates would have said with other numbers in them. Pure. */
public final class WhatIf {

  private WhatIf() {}

  /**
   * The document of the night as it would be, which says so: nothing is trained, scored or measured
   * again, and nothing is stored.
   *
   * @param changes such as {@code gates.recall.margin=0.03}; a share may be written {@code 3%}
   * @throws IllegalArgumentException when the night was not judged, a change is none, or no gate is
   *     meant by it, in words
   */
  public static Decision of(Decision night, List<String> changes) {
    Evaluation evaluation = night.evaluation();
    if (evaluation == null || night.verdict() == null) {
      throw new IllegalArgumentException(
          "the night of %s was %s: its gates were not asked"
              .formatted(night.logicalDate(), night.state()));
    }
    if (night.gates().stream().anyMatch(r -> r.outcome() == Outcome.SEALED)) {
      throw new IllegalArgumentException(
          "gates of the night of %s looked at sealed test sets: what others would have said is not told"
              .formatted(night.logicalDate()));
    }
    PromotionPolicy policy = night.policy();
    List<String> told = new ArrayList<>();
    for (String change : changes) {
      policy = GateChange.parse(change).in(policy, told);
    }
    Judgement judgement = Gates.judge(policy, NightEvidence.of(evaluation, night.history()));
    List<String> details = new ArrayList<>();
    details.add("This is no decision, but what would have been: " + String.join("; ", told) + ".");
    details.add("The night itself: " + night.verdict() + ". " + night.headline());
    details.addAll(Headlines.details(policy, judgement, evaluation.comparisons()));
    return night.judged(
        judgement.verdict(),
        "What if " + String.join(", ", changes) + ": " + judgement.headline(),
        details,
        policy,
        judgement.results());
  }
}
