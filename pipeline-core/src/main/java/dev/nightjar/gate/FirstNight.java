package dev.nightjar.gate;

import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.text.Figures;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The rule of a night without a champion: absolute gates still gate, comparisons cannot. */
record FirstNight(PromotionPolicy policy, Evidence evidence, List<Judged> gates) {

  private static final Set<Outcome> NOT_GATING =
      EnumSet.of(Outcome.PASSED, Outcome.TOO_SMALL, Outcome.NO_REFERENCE);
  private static final String OPENING = "First night, no champion yet. ";

  Judgement judge() {
    return switch (policy.first()) {
      case PROMOTE_IF_BETTER_THAN_MAJORITY -> betterThanMajority();
      case PROMOTE -> promoted();
      case HOLD -> held();
    };
  }

  private Judgement betterThanMajority() {
    List<Judged> all = new ArrayList<>();
    for (Gate gate : majority()) {
      all.addAll(new Rule(gate, policy.confidence(), evidence).judge());
    }
    int own = all.size();
    all.addAll(gates);
    Verdict verdict = Gates.verdict(all, NOT_GATING);
    List<Judged> reasons = Gates.against(verdict, all, NOT_GATING);
    String headline =
        switch (verdict) {
          case PROMOTE -> all.get(0).fact() + others(all.subList(own, all.size()));
          case REJECT -> reasons.get(0).fact();
          case INCONCLUSIVE -> Gates.inconclusive(reasons.get(0));
        };
    return new Judgement(verdict, Gates.results(all), Gates.sentences(reasons), OPENING + headline);
  }

  /** One gate for each test set on which the majority was scored, and one that finds nothing. */
  private List<Gate> majority() {
    TreeSet<String> sets = new TreeSet<>();
    for (Comparison c : evidence.comparisons()) {
      if (c.against().equals("majority")) {
        sets.add(c.testSet());
      }
    }
    List<Gate> out = new ArrayList<>();
    for (String set : sets) {
      out.add(new Gate.Improves("log_loss", "majority", 0, set, null, 0));
    }
    return out.isEmpty()
        ? List.of(new Gate.Improves("log_loss", "majority", 0, null, null, 0))
        : out;
  }

  private Judgement promoted() {
    long failed = gates.stream().filter(j -> j.is(Outcome.FAILED)).count();
    String headline =
        OPENING
            + "Promoted whatever it is worth, as the policy says (first: promote)."
            + (failed == 0 ? "" : " " + Figures.count(failed, "gate") + " failed.");
    List<String> reasons = new ArrayList<>(List.of(headline));
    gates.stream()
        .filter(j -> j.is(Outcome.FAILED))
        .forEach(j -> reasons.add(j.result().sentence()));
    return new Judgement(Verdict.PROMOTE, Gates.results(gates), reasons, headline);
  }

  private Judgement held() {
    List<Judged> reasons = Gates.against(Verdict.REJECT, gates, NOT_GATING);
    if (Gates.verdict(gates, NOT_GATING) == Verdict.REJECT) {
      String headline = OPENING + reasons.get(0).fact();
      return new Judgement(
          Verdict.REJECT, Gates.results(gates), Gates.sentences(reasons), headline);
    }
    String headline =
        OPENING + "Held until a person promotes it, as the policy says (first: hold).";
    List<String> all = new ArrayList<>(List.of(headline));
    all.addAll(Gates.sentences(reasons));
    return new Judgement(Verdict.INCONCLUSIVE, Gates.results(gates), all, headline);
  }

  private static String others(List<Judged> gates) {
    long passed = gates.stream().filter(j -> j.is(Outcome.PASSED)).count();
    long waiting = gates.stream().filter(j -> j.is(Outcome.NO_REFERENCE)).count();
    return (passed == 0 ? "" : " " + Figures.count(passed, "other gate") + " passed.")
        + (waiting == 0
            ? ""
            : " " + Figures.count(waiting, "gate") + " had nothing to compare with.");
  }
}
