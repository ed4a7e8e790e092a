package dev.nightjar.jobs;

import dev.nightjar.evaluation.Metric;
import dev.nightjar.evaluation.Results;
import dev.nightjar.evaluation.ScoredSet;
import dev.nightjar.evaluation.Settings;
import dev.nightjar.gate.Gate;
import dev.nightjar.gate.PromotionPolicy;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Corrected;
import dev.nightjar.statistics.Gap;
import dev.nightjar.statistics.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/** The numbers again, with the intervals that the policy's alternatives are judged by. */
final class CorrectedNumbers {

  private CorrectedNumbers() {}

  /** Measures once more. */
  @FunctionalInterface
  interface Measuring {

    /** These metrics, and what has no name among them, with intervals of this confidence. */
    Results at(double confidence, Set<String> metrics);
  }

  /** The confidences of the policy's alternatives. */
  static Set<Double> confidences(PromotionPolicy policy) {
    Set<Double> all = new TreeSet<>();
    for (Gate gate : policy.when()) {
      if (gate instanceof Gate.AnyOf any) {
        all.add(Corrected.confidence(policy.confidence(), any.gates().size()));
      }
    }
    return all;
  }

  /** One for each number of alternatives that occurs; null when the policy has none. */
  static @Nullable List<Corrected> of(PromotionPolicy policy, Measuring measuring) {
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
        (alternatives, names) -> {
          double confidence = Corrected.confidence(policy.confidence(), alternatives);
          Results again = measuring.at(confidence, names);
          all.add(new Corrected(confidence, again.measures(), again.comparisons()));
        });
    return all.isEmpty() ? null : all;
  }

  /**
   * The same of two classes.
   *
   * @param exact measures that have no interval, and are the same at every confidence
   */
  static @Nullable List<Corrected> of(
      PromotionPolicy policy, List<ScoredSet> sets, Settings settings, List<Measure> exact) {
    return of(policy, sets, settings, confidence -> new Results(exact, List.of(), List.of()));
  }

  /**
   * The same.
   *
   * @param others what is no metric of the rows as they are, at a confidence
   */
  static @Nullable List<Corrected> of(
      PromotionPolicy policy,
      List<ScoredSet> sets,
      Settings settings,
      DoubleFunction<Results> others) {
    return of(
        policy,
        (confidence, names) -> {
          List<Metric> metrics =
              settings.metrics().stream().filter(m -> names.contains(m.name())).toList();
          Settings at = new Settings(confidence, settings.seed(), settings.replicates(), metrics);
          Results results = SetResults.of(sets, columns(policy.gates()), at);
          List<Measure> measures = new ArrayList<>(results.measures());
          List<Comparison> comparisons = new ArrayList<>(results.comparisons());
          Results more = others.apply(confidence);
          measures.addAll(more.measures());
          comparisons.addAll(more.comparisons());
          return new Results(measures, comparisons, results.curves());
        });
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
}
