package dev.nightjar.jobs;

import dev.nightjar.evaluation.Churn;
import dev.nightjar.evaluation.Evaluator;
import dev.nightjar.evaluation.Fairness;
import dev.nightjar.evaluation.Results;
import dev.nightjar.evaluation.ScoredSet;
import dev.nightjar.evaluation.Settings;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All numbers that gates may ask for. */
final class SetResults {

  private SetResults() {}

  /**
   * Metrics, churn, and gaps.
   *
   * @param columns between whose values there are gaps
   */
  static Results of(List<ScoredSet> scored, Set<String> columns, Settings settings) {
    Results metrics = Evaluator.evaluate(scored, settings);
    Results gaps = Fairness.of(scored, columns, settings);
    List<Measure> measures = new ArrayList<>(metrics.measures());
    measures.addAll(Churn.of(scored, settings.confidence()));
    measures.addAll(gaps.measures());
    List<Comparison> comparisons = new ArrayList<>(metrics.comparisons());
    comparisons.addAll(gaps.comparisons());
    return new Results(measures, comparisons, metrics.curves());
  }
}
