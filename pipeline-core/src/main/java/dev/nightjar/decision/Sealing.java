package dev.nightjar.decision;

import dev.nightjar.drift.DriftReport;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.gate.Gate;
import dev.nightjar.gate.GateResult;
import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.gate.Judgement;
import dev.nightjar.gate.PromotionPolicy;
import dev.nightjar.gate.Titles;
import dev.nightjar.gate.Verdict;
import dev.nightjar.probe.Importances;
import dev.nightjar.probe.ProbeReport;
import dev.nightjar.statistics.Corrected;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a night's document what sealed test sets said: their part is in the verdict, and
 * nowhere else. A verdict has three values, so that whoever looks at k of them learns at most k·ln
 * 3 of a set. Pure.
 *
 * @param sets names of the test sets that are sealed
 */
public record Sealing(Set<String> sets) {

  private static final String KEPT = "is not shown, as it is sealed";

  public Sealing {
    sets = Set.copyOf(sets);
  }

  /** The evaluation without a number of these sets; how many rows they have is no secret. */
  public Evaluation of(Evaluation e) {
    return sets.isEmpty()
        ? e
        : new Evaluation(
            e.confidence(),
            e.versions(),
            e.testSets(),
            open(e.measures(), m -> m.testSet()),
            open(e.comparisons(), c -> c.testSet()),
            open(e.curves(), c -> c.testSet()),
            e.selfTests().stream().filter(this::saysNothing).toList(),
            e.findings(),
            open(e.sliceSearches(), s -> s.testSet()),
            corrected(e.corrected()),
            e.reuse(),
            e.costs(),
            e.flips() == null ? null : open(e.flips(), f -> f.testSet()),
            e.thresholds() == null ? null : open(e.thresholds(), t -> t.testSet()),
            drift(e.drift()),
            probes(e.probes()),
            e.latency());
  }

  private <T> List<T> open(List<T> all, Function<T, String> testSet) {
    return all.stream().filter(one -> !sets.contains(testSet.apply(one))).toList();
  }

  /** The proof by shuffled scores begins with its set, and has an area under the curve in it. */
  private boolean saysNothing(String proof) {
    return sets.stream().noneMatch(set -> proof.startsWith("On " + set + " "));
  }

  private @Nullable List<Corrected> corrected(@Nullable List<Corrected> all) {
    return all == null
        ? null
        : all.stream()
            .map(
                c ->
                    new Corrected(
                        c.confidence(),
                        open(c.measures(), m -> m.testSet()),
                        open(c.comparisons(), x -> x.testSet())))
            .toList();
  }

  private @Nullable DriftReport drift(@Nullable DriftReport drift) {
    return drift == null
        ? null
        : new DriftReport(
            drift.confidence(), drift.devPredictions(), open(drift.columns(), d -> d.testSet()));
  }

  private @Nullable ProbeReport probes(@Nullable ProbeReport probes) {
    if (probes == null) {
      return null;
    }
    Importances importance = probes.importance();
    return new ProbeReport(
        probes.confidence(),
        open(probes.robustness(), r -> r.probe().on()),
        importance == null || sets.contains(importance.testSet()) ? null : importance,
        probes.cases() == null ? null : open(probes.cases(), r -> r.asked().on()));
  }

  /** The judgement without what gates on these sets saw, or came to. */
  public Judgement of(Judgement j, PromotionPolicy policy) {
    Set<String> sealed = titles(policy);
    // Those of a first night are not the policy's.
    j.results().stream()
        .filter(r -> r.gate().on() != null && sets.contains(r.gate().on()))
        .forEach(r -> sealed.add(r.title()));
    if (sealed.isEmpty()) {
      return j;
    }
    List<GateResult> results = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (GateResult r : j.results()) {
      if (!sealed.contains(r.title())) {
        results.add(r);
      } else if (told.add(r.title())) {
        results.add(sealed(r));
      }
    }
    List<String> reasons =
        against(j.verdict(), results).stream().map(GateResult::sentence).toList();
    return new Judgement(j.verdict(), results, reasons, headline(j.verdict(), results, reasons));
  }

  /** Gates that look at one of these sets, and groups of which one does. */
  private Set<String> titles(PromotionPolicy policy) {
    Set<String> titles = new HashSet<>();
    for (Gate gate : policy.when()) {
      List<Gate> members = gate instanceof Gate.AnyOf group ? group.gates() : List.of(gate);
      if (members.stream().anyMatch(g -> g.on() != null && sets.contains(g.on()))) {
        titles.add(Titles.gate(gate));
      }
    }
    return titles;
  }

  private static GateResult sealed(GateResult r) {
    return new GateResult(
        r.gate(),
        r.title(),
        "",
        Double.NaN,
        Double.NaN,
        Double.NaN,
        r.needed(),
        0,
        Outcome.SEALED,
        "What %s said %s.".formatted(r.gate().on() == null ? "it" : r.gate().on(), KEPT));
  }

  /** The open gates that stand against a promotion, those that failed first. */
  private static List<GateResult> against(Verdict verdict, List<GateResult> results) {
    List<GateResult> open = results.stream().filter(r -> r.outcome() != Outcome.SEALED).toList();
    if (verdict == Verdict.PROMOTE) {
      return open.stream().filter(r -> r.outcome() == Outcome.PASSED).toList();
    }
    List<GateResult> against =
        new ArrayList<>(open.stream().filter(r -> r.outcome() == Outcome.FAILED).toList());
    open.stream()
        .filter(
            r ->
                switch (r.outcome()) {
                  case PASSED, TOO_SMALL, NO_REFERENCE, FAILED, SEALED -> false;
                  case UNDECIDED, ZERO_REFERENCE, MISSING, NOT_A_NUMBER, SPENT -> true;
                })
        .forEach(against::add);
    return against;
  }

  private String headline(Verdict verdict, List<GateResult> results, List<String> reasons) {
    String all = String.join(", ", sets.stream().sorted().toList());
    String kept = "What was seen on %s %s.".formatted(all, KEPT);
    return switch (verdict) {
      case PROMOTE -> "All gates passed. " + kept;
      case REJECT ->
          results.stream().anyMatch(r -> r.outcome() == Outcome.FAILED)
              ? reasons.get(0)
              : "A gate on a sealed test set failed. " + kept;
      case INCONCLUSIVE ->
          reasons.isEmpty() ? "A gate on a sealed test set is undecided. " + kept : reasons.get(0);
    };
  }
}
