package dev.nightjar.influence;

import dev.nightjar.evaluation.Evaluator;
import dev.nightjar.evaluation.Results;
import dev.nightjar.evaluation.Slice;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.Measure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Measures every model on every test set and slice, and compares the candidate with the others.
 * What cannot be computed is NaN and no exception. Models that said the same differ by exactly 0,
 * with the interval [0, 0].
 *
 * @param <S> the sets
 */
public final class InfluenceEvaluator<S extends JudgedRows> {

  private static final String CANDIDATE = Evaluator.CANDIDATE;

  private final double confidence;
  private final List<Measure> measures = new ArrayList<>();
  private final List<Comparison> comparisons = new ArrayList<>();

  private InfluenceEvaluator(double confidence) {
    this.confidence = confidence;
  }

  /**
   * Evaluates the sets. The result depends on the arguments alone, bit by bit; there are no curves.
   *
   * @param confidence one-sided, between 1/2 and 1
   */
  public static <S extends JudgedRows> Results evaluate(
      List<S> sets, double confidence, List<? extends RowMetric<S>> metrics) {
    return evaluate(sets, confidence, metrics, Set.of());
  }

  /**
   * The same.
   *
   * @param whole names of metrics that are measured on all rows only, and not on slices
   */
  public static <S extends JudgedRows> Results evaluate(
      List<S> sets, double confidence, List<? extends RowMetric<S>> metrics, Set<String> whole) {
    InfluenceEvaluator<S> evaluator = new InfluenceEvaluator<>(confidence);
    List<? extends RowMetric<S>> sliced =
        metrics.stream().filter(m -> !whole.contains(m.name())).toList();
    for (S set : sets) {
      evaluator.judge(set, "", IntStream.range(0, set.size()).toArray(), metrics);
      for (Slice slice : set.slices()) {
        evaluator.judge(set, slice.name(), slice.rows().stream().toArray(), sliced);
      }
    }
    return new Results(evaluator.measures, evaluator.comparisons, List.of());
  }

  private void judge(S set, String slice, int[] rows, List<? extends RowMetric<S>> metrics) {
    RowIntervals<S> intervals = new RowIntervals<>(set, rows, confidence);
    for (RowMetric<S> metric : metrics) {
      Map<String, Influences> models = new LinkedHashMap<>();
      for (String role : set.roles()) {
        if (role.equals(CANDIDATE) || !metric.ofCandidate()) {
          models.put(role, metric.influences(set, role, rows));
        }
      }
      models.forEach(
          (role, own) -> {
            Estimate e = intervals.measure(metric, role, own);
            measures.add(
                new Measure(
                    role,
                    metric.name(),
                    set.name(),
                    slice,
                    e.value(),
                    e.low(),
                    e.high(),
                    own.rows()));
          });
      Influences candidate = models.get(CANDIDATE);
      models.forEach(
          (role, reference) -> {
            if (candidate != null && !role.equals(CANDIDATE)) {
              Estimate e = intervals.difference(metric, role, candidate, reference);
              long n = Math.min(candidate.rows(), reference.rows());
              comparisons.add(comparison(set, slice, metric, role, e, n));
            }
          });
    }
  }

  private Comparison comparison(
      S set, String slice, RowMetric<S> metric, String against, Estimate e, long rows) {
    boolean tango = metric.right() != null && set.weights() == null;
    return new Comparison(
        metric.name(),
        against,
        set.name(),
        slice,
        e.value(),
        e.low(),
        e.high(),
        confidence,
        e.pValue(),
        (tango ? "tango" : metric.method()) + (set.units() == null ? "" : "-clustered"),
        rows);
  }
}
