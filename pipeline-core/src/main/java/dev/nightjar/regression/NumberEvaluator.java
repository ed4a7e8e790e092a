package dev.nightjar.regression;

import dev.nightjar.evaluation.Results;
import dev.nightjar.evaluation.Slice;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.InfinitesimalJackknife;
import dev.nightjar.statistics.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Measures every model on every test set and slice, and compares the candidate with the others.
 * What cannot be computed is NaN and no exception. Models that predict the same numbers differ by
 * exactly 0, with the interval [0, 0].
 */
public final class NumberEvaluator {

  private static final String CANDIDATE = "candidate";

  private final double confidence;
  private final List<NumberMetric> metrics;
  private final List<Measure> measures = new ArrayList<>();
  private final List<Comparison> comparisons = new ArrayList<>();

  private NumberEvaluator(double confidence, List<NumberMetric> metrics) {
    this.confidence = confidence;
    this.metrics = metrics;
  }

  /**
   * Evaluates the sets. The result depends on the arguments alone, bit by bit; there are no curves.
   *
   * @param confidence one-sided, between 1/2 and 1
   */
  public static Results evaluate(
      List<NumberSet> sets, double confidence, List<NumberMetric> metrics) {
    NumberEvaluator evaluator = new NumberEvaluator(confidence, metrics);
    for (NumberSet set : sets) {
      evaluator.judge(set, "", IntStream.range(0, set.actual().length).toArray());
      for (Slice slice : set.slices()) {
        evaluator.judge(set, slice.name(), slice.rows().stream().toArray());
      }
    }
    return new Results(evaluator.measures, evaluator.comparisons, List.of());
  }

  private void judge(NumberSet set, String slice, int[] rows) {
    for (NumberMetric metric : metrics) {
      Map<String, Influences> models = new LinkedHashMap<>();
      set.models().keySet().forEach(m -> models.put(m, Influences.of(metric, set, m, rows)));
      models.forEach(
          (model, own) -> {
            Estimate e =
                estimate(set, rows, own.value(), own.of()).within(metric.least(), metric.most());
            measures.add(
                new Measure(
                    model,
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
          (model, reference) -> {
            if (candidate != null && !model.equals(CANDIDATE)) {
              Estimate e = difference(set, rows, metric, model, candidate, reference);
              comparisons.add(comparison(set, slice, metric, model, e, candidate.rows()));
            }
          });
    }
  }

  private Comparison comparison(
      NumberSet set, String slice, NumberMetric metric, String against, Estimate e, long rows) {
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
        metric.method() + (set.units() == null ? "" : "-clustered"),
        rows);
  }

  private Estimate difference(
      NumberSet set,
      int[] rows,
      NumberMetric metric,
      String model,
      Influences candidate,
      Influences reference) {
    double sign = metric.lessIsBetter() ? -1 : 1;
    double value = sign * (candidate.value() - reference.value());
    if (!Double.isNaN(value)
        && Arrays.equals(set.models().get(CANDIDATE), set.models().get(model))) {
      return Estimate.zero();
    }
    double[] of = new double[rows.length];
    Arrays.setAll(of, i -> sign * (candidate.of()[i] - reference.of()[i]));
    return estimate(set, rows, value + 0.0, of);
  }

  private Estimate estimate(NumberSet set, int[] rows, double value, double[] influences) {
    int[] units = set.units();
    int size = units == null ? rows.length : Math.toIntExact(set.independent());
    double[] sums = new double[size];
    boolean[] seen = new boolean[size];
    long present = 0;
    for (int i = 0; i < rows.length; i++) {
      if (!Double.isNaN(influences[i])) {
        int unit = units == null ? i : units[rows[i]];
        present += seen[unit] ? 0 : 1;
        seen[unit] = true;
        sums[unit] += influences[i];
      }
    }
    return InfinitesimalJackknife.estimate(value, sums, present, confidence);
  }
}
