package dev.nightjar.jobs.report;

import dev.nightjar.gate.GateResult;
import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.text.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One gate of the policy with everything that it said: of all rows, or of each slice. */
record GateGroup(String title, List<GateResult> results) {

  /** In the order in which the policy names them. */
  static List<GateGroup> of(List<GateResult> all) {
    Map<String, List<GateResult>> byTitle = new LinkedHashMap<>();
    for (GateResult r : all) {
      byTitle.computeIfAbsent(r.title(), t -> new ArrayList<>()).add(r);
    }
    List<GateGroup> out = new ArrayList<>();
    byTitle.forEach((title, results) -> out.add(new GateGroup(title, results)));
    return out;
  }

  boolean sliced() {
    GateResult first = results.get(0);
    return first.gate().per() != null && first.outcome() != Outcome.SEALED;
  }

  /** {@code 12 slices: 10 passed, 2 too few rows}. */
  String seen() {
    Map<Outcome, Integer> counts = new TreeMap<>();
    results.forEach(r -> counts.merge(r.outcome(), 1, Integer::sum));
    List<String> words = new ArrayList<>();
    counts.forEach((o, n) -> words.add(Figures.count(n) + " " + Words.word(o)));
    return Figures.count(results.size(), "slice") + ": " + String.join(", ", words);
  }

  String needed() {
    return "each " + results.get(0).needed();
  }

  /** What the gate as a whole came to. */
  Outcome outcome() {
    if (results.stream().anyMatch(r -> r.outcome() == Outcome.FAILED)) {
      return Outcome.FAILED;
    }
    return results.stream()
        .map(GateResult::outcome)
        .filter(o -> o != Outcome.PASSED && o != Outcome.TOO_SMALL)
        .findFirst()
        .orElse(Outcome.PASSED);
  }

  /** The slices that keep it from passing. */
  List<GateResult> against() {
    return results.stream().filter(r -> !fine(r)).toList();
  }

  /** So many of them, in their order: what failed before what is undecided, and that before all. */
  static List<GateResult> most(List<GateResult> results, int most) {
    if (results.size() <= most) {
      return results;
    }
    return IntStream.range(0, results.size())
        .boxed()
        .sorted(
            Comparator.comparing((Integer i) -> results.get(i).outcome() != Outcome.FAILED)
                .thenComparing(i -> fine(results.get(i))))
        .limit(most)
        .sorted()
        .map(results::get)
        .toList();
  }

  static boolean fine(GateResult r) {
    return switch (r.outcome()) {
      case PASSED, TOO_SMALL, NO_REFERENCE, SEALED -> true;
      case FAILED, UNDECIDED, MISSING, NOT_A_NUMBER, ZERO_REFERENCE, SPENT -> false;
    };
  }
}
