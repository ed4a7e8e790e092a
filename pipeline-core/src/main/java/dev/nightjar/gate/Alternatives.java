package dev.nightjar.gate;

import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.statistics.Corrected;
import dev.nightjar.text.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A gate that one of several may pass: Bonferroni's bounds, so that k chances are worth one. */
record Alternatives(Gate.AnyOf group, double confidence, Evidence evidence) {

  Judged judge() {
    double each = Corrected.confidence(confidence, group.gates().size());
    Evidence wider = evidence.at(each);
    List<Judged> told = new ArrayList<>();
    for (Gate gate : group.gates()) {
      told.add(told(new Rule(gate, each, wider).judge()));
    }
    Outcome outcome = outcome(told);
    Judged best =
        told.stream().min(Comparator.comparingInt(j -> j.is(outcome) ? 0 : 1)).orElseThrow();
    String at = Figures.percent(each);
    if (outcome == Outcome.PASSED) {
      String more = "One of %d alternatives is enough, each at %s.".formatted(told.size(), at);
      return result(best.result(), outcome, best.fact(), more);
    }
    String fact =
        "None of %d alternatives passed, each at %s: ".formatted(told.size(), at)
            + told.stream().map(Judged::fact).collect(Collectors.joining(" "));
    String more =
        told.stream()
            .map(j -> j.result().sentence().substring(j.fact().length()).strip())
            .collect(Collectors.joining(" "));
    return result(best.result(), outcome, fact, more);
  }

  /** One of several slices speaks for its gate: the worst that counts. */
  private static Judged told(List<Judged> slices) {
    return slices.stream().min(Comparator.comparingInt(Alternatives::rank)).orElseThrow();
  }

  private static int rank(Judged judged) {
    return switch (judged.result().outcome()) {
      case FAILED -> 0;
      case UNDECIDED, MISSING, NOT_A_NUMBER, NO_REFERENCE, ZERO_REFERENCE, SPENT, SEALED -> 1;
      case PASSED -> 2;
      case TOO_SMALL -> 3;
    };
  }

  private static Outcome outcome(List<Judged> told) {
    if (told.stream().anyMatch(j -> j.is(Outcome.PASSED))) {
      return Outcome.PASSED;
    }
    for (Outcome all : List.of(Outcome.FAILED, Outcome.NO_REFERENCE)) {
      if (told.stream().allMatch(j -> j.is(all))) {
        return all;
      }
    }
    return Outcome.UNDECIDED;
  }

  /** Under the name of the group, with the numbers of the gate that speaks for it. */
  private Judged result(GateResult of, Outcome outcome, String fact, String more) {
    String sentence = more.isEmpty() ? fact : fact + " " + more;
    return new Judged(
        new GateResult(
            of.gate(),
            Titles.gate(group),
            of.slice(),
            of.seen(),
            of.low(),
            of.high(),
            of.needed(),
            of.n(),
            outcome,
            sentence),
        fact);
  }
}
