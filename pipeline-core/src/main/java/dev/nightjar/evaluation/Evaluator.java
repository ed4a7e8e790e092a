package dev.nightjar.evaluation;

import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.Measure;
import dev.nightjar.statistics.Sample;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures every model on every test set and slice, and compares the candidate with the others.
 *
 * <p>What cannot be computed is a value and no exception: one class only makes the AUC NaN, no rows
 * make everything NaN with n = 0. A candidate that gives every row of a set the same score as the
 * reference differs by exactly 0, with the interval [0, 0].
 */
public final class Evaluator {

  /** The role that is compared with all others. */
  public static final String CANDIDATE = "candidate";

  private final Settings settings;
  private final List<Judge> judges = new ArrayList<>();
  private final List<Measure> measures = new ArrayList<>();
  private final List<Comparison> comparisons = new ArrayList<>();
  private final List<Evaluation.Curves> curves = new ArrayList<>();

  private Evaluator(Settings settings) {
    this.settings = settings;
    for (Metric metric : settings.metrics()) {
      judges.add(Judge.of(metric, settings));
    }
  }

  /**
   * Evaluates the sets. The result depends on the arguments alone, bit by bit.
   *
   * @throws dev.nightjar.dataset.DataException when a score is not a number from 0 to 1: names the
   *     model, the set and how many rows
   * @throws IllegalArgumentException when arrays do not fit each other
   */
  public static Results evaluate(List<ScoredSet> sets, Settings settings) {
    Evaluator evaluator = new Evaluator(settings);
    for (ScoredSet set : sets) {
      evaluator.judge(set);
    }
    return new Results(evaluator.measures, evaluator.comparisons, evaluator.curves);
  }

  private void judge(ScoredSet scored) {
    JudgedSet set = new JudgedSet(scored, settings.metrics());
    Rankings rankings = new Rankings(set, settings.metrics());
    judge(set, Partition.whole(set.rows()), rankings);
    Partition.each(set.rows(), scored.slices(), partition -> judge(set, partition, rankings));
    CurveMaker maker = new CurveMaker(set, settings.confidence());
    for (int k = 0; k < set.models.size(); k++) {
      curves.add(maker.curves(k));
    }
  }

  private void judge(JudgedSet set, Partition partition, Rankings rankings) {
    int[] starts = partition.starts();
    List<Sample> samples = new ArrayList<>();
    for (int s = 0; s + 1 < starts.length; s++) {
      samples.add(new Sample(set.labels, set.units, partition.rows(), starts[s], starts[s + 1]));
    }
    List<Rankings.Found> found = rankings.of(partition, samples);
    for (int s = 0; s < samples.size(); s++) {
      judge(new Scope(set, partition.names().get(s), samples.get(s), found.get(s)));
    }
  }

  private void judge(Scope scope) {
    int candidate = scope.set.roles.indexOf(CANDIDATE);
    for (int m = 0; m < judges.size(); m++) {
      for (int k = 0; k < scope.set.models.size(); k++) {
        measure(scope, m, k);
        if (candidate >= 0 && k != candidate) {
          comparisons.add(compare(scope, m, candidate, k));
        }
      }
    }
  }

  private void measure(Scope scope, int metric, int model) {
    Judge judge = judges.get(metric);
    Estimate e = judge.measure(scope, model);
    measures.add(
        new Measure(
            scope.set.roles.get(model),
            settings.metrics().get(metric).name(),
            scope.set.name,
            scope.slice,
            e.value(),
            e.low(),
            e.high(),
            judge.rows(scope, model)));
  }

  private Comparison compare(Scope scope, int m, int candidate, int reference) {
    Judge judge = judges.get(m);
    Metric metric = settings.metrics().get(m);
    boolean same =
        scope.set.sameScores(candidate, reference)
            && (!metric.needsThreshold() || scope.set.sameThreshold(candidate, reference));
    Estimate e = judge.difference(scope, candidate, reference);
    if (same && !Double.isNaN(e.value())) {
      e = Estimate.zero();
    }
    return new Comparison(
        metric.name(),
        scope.set.roles.get(reference),
        scope.set.name,
        scope.slice,
        e.value(),
        e.low(),
        e.high(),
        settings.confidence(),
        e.pValue(),
        judge.method() + (scope.clustered() ? "-clustered" : ""),
        Math.min(judge.rows(scope, candidate), judge.rows(scope, reference)));
  }
}
