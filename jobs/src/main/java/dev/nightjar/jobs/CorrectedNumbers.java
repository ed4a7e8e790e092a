package dev.nightjar.jobs;

import dev.nightjar.evaluation.Metric;
import dev.nightjar.evaluation.Results;
import dev.nightjar.evaluation.ScoredSet;
import dev.nightjar.evaluation.Settings;
import dev.nightjar.gate.Gate;
import dev.nightjar.gate.PromotionPolicy;
import dev.nightjar.statistics.Corrected;
import dev.nightjar.statistics.Gap;
import dev.nightjar.statistics.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The numbers again, with the intervals that the policy's alternatives are judged by. */
final class CorrectedNumbers {

  private CorrectedNumbers() {}

  /**
   * One for each number of alternatives that occurs; null when the policy has none.
   *
   * @param exact measures that have no interval, and are the same at every confidence
   */
  static @Nullable List<Corrected> of(
      PromotionPolicy policy, List<ScoredSet> sets, Settings settings, List<Measure> exact) {
    TreeMap<Integer, Set<String>> metrics = new TreeMap<>();
    for (Gate gate : policy.when()) {
      if (gate instanceof Gate.AnyOf any) {
        Set<String> names =
            metrics.computeIfAbsent(any.gates().size(), alternatives -> new TreeSet<>());
        any.gates().forEach(g -> names.add(g.metric()));
      }
    }
    List<Corrected> all = new ArrayList<>();
    metrics.forEach(
        (alternatives, names) ->
            all.add(of(alternatives, names, columns(policy.gates()), sets, settings, exact)));
    return all.isEmpty() ? null : all;
  }

  /** The columns between whose values these gates ask for gaps. */
  static Set<String> columns(List<Gate> gates) {
    Set<String> columns = new TreeSet<>();
    for (Gate gate : gates) {
      String per = gate.per();
      if (per != null && Gap.names().contains(gate.metric())) {
        columns.add(per);
      }
    }
    return columns;
  }

  private static Corrected of(
      int alternatives,
      Set<String> names,
      Set<String> columns,
      List<ScoredSet> sets,
      Settings settings,
      List<Measure> exact) {
    double confidence = Corrected.confidence(settings.confidence(), alternatives);
    List<Metric> metrics =
        settings.metrics().stream().filter(m -> names.contains(m.name())).toList();
    Settings at = new Settings(confidence, settings.seed(), settings.replicates(), metrics);
    Results results = SetResults.of(sets, columns, at);
    List<Measure> measures = new ArrayList<>(results.measures());
    measures.addAll(exact);
    return new Corrected(confidence, measures, results.comparisons());
  }
}
