package dev.nightjar.gate;

import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.text.Figures;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The catalogue of gates: judges a policy. All gates must pass, which is an intersection-union
 * test: each holds at its own confidence, uncorrected (Berger 1982). Pure and thread-safe.
 */
public final class Gates {

  private static final Set<Outcome> NOT_GATING = EnumSet.of(Outcome.PASSED, Outcome.TOO_SMALL);

  private Gates() {}

  /**
   * Judges the evidence: any failed gate is REJECT; none failed but one undecided, missing or not a
   * number is INCONCLUSIVE; else PROMOTE. An empty list of gates never promotes. Without a champion
   * the policy's rule of the first night holds, and comparisons without a reference do not gate.
   */
  public static Judgement judge(PromotionPolicy policy, Evidence evidence) {
    List<Judged> all = new ArrayList<>();
    for (Gate gate : policy.when()) {
      all.addAll(new Rule(gate, policy.confidence(), evidence).judge());
    }
    if (policy.when().isEmpty()) {
      String reason = "The pipeline has no gates, so nothing can be promoted.";
      return new Judgement(Verdict.INCONCLUSIVE, List.of(), List.of(reason), reason);
    }
    if (evidence.champion() == null) {
      return new FirstNight(policy, evidence, all).judge();
    }
    Verdict verdict = verdict(all, NOT_GATING);
    return judgement(verdict, all, against(verdict, all, NOT_GATING));
  }

  /**
   * What the rule says of an interval: of {@code improves}, low &gt; by passes and high ≤ by fails;
   * of {@code no_worse}, low ≥ −margin passes and high &lt; −margin fails; of {@code at_least}, low
   * ≥ value passes and high &lt; value fails; of {@code at_most}, high ≤ value passes and low &gt;
   * value fails; of {@code precise}, (high − low) / 2 ≤ within passes. Anything else is undecided;
   * a NaN, or low above high, is NOT_A_NUMBER.
   */
  public static Outcome outcome(Gate gate, double low, double high) {
    return Bound.judge(gate, low, high);
  }

  static Verdict verdict(List<Judged> all, Set<Outcome> fine) {
    if (all.stream().anyMatch(j -> j.is(Outcome.FAILED))) {
      return Verdict.REJECT;
    }
    boolean clear = all.stream().allMatch(j -> fine.contains(j.result().outcome()));
    return clear ? Verdict.PROMOTE : Verdict.INCONCLUSIVE;
  }

  /** What stands against a promotion, the failed before the undecided; of a PROMOTE what passed. */
  static List<Judged> against(Verdict verdict, List<Judged> all, Set<Outcome> fine) {
    List<Judged> out = new ArrayList<>();
    for (Judged j : all) {
      if (j.is(verdict == Verdict.PROMOTE ? Outcome.PASSED : Outcome.FAILED)) {
        out.add(j);
      }
    }
    if (verdict != Verdict.PROMOTE) {
      for (Judged j : all) {
        if (!j.is(Outcome.FAILED) && !fine.contains(j.result().outcome())) {
          out.add(j);
        }
      }
    }
    return out;
  }

  private static Judgement judgement(Verdict verdict, List<Judged> all, List<Judged> reasons) {
    String headline =
        switch (verdict) {
          case PROMOTE -> best(reasons).fact() + " " + passed(all);
          case REJECT -> reasons.get(0).fact();
          case INCONCLUSIVE -> inconclusive(reasons.get(0));
        };
    return new Judgement(verdict, results(all), sentences(reasons), headline);
  }

  static List<GateResult> results(List<Judged> all) {
    return all.stream().map(Judged::result).toList();
  }

  static List<String> sentences(List<Judged> reasons) {
    return reasons.stream().map(j -> j.result().sentence()).toList();
  }

  static String inconclusive(Judged reason) {
    return reason.is(Outcome.UNDECIDED) && reason.result().n() >= reason.result().gate().minN()
        ? reason.fact() + " These rows do not decide it."
        : reason.fact();
  }

  /** The gain, where there is one: people ask what became better. */
  private static Judged best(List<Judged> passed) {
    return passed.stream()
        .filter(j -> j.result().gate() instanceof Gate.Improves)
        .findFirst()
        .orElse(passed.get(0));
  }

  private static String passed(List<Judged> all) {
    Set<String> titles = new TreeSet<>();
    all.forEach(j -> titles.add(j.result().title()));
    return titles.size() == 1
        ? "The gate passed."
        : "All " + Figures.count(titles.size()) + " gates passed.";
  }
}
