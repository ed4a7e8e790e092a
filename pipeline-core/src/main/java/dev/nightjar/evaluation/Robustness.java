package dev.nightjar.evaluation;

import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import dev.nightjar.statistics.Under;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What models make of the rows of a test set after a change, by the scores before and after. Labels
 * are those of the rows as they are: the world did not change, only what a model is told of it.
 */
public final class Robustness {

  private Robustness() {}

  /**
   * All numbers, each {@link Under} the change: every metric of every model and, as {@link
   * Under#UNCHANGED}, of the candidate on the rows as they are; the candidate against the others on
   * the changed rows, and against itself on the rows as they are; of candidate and champion the
   * share of decisions that flip.
   *
   * @param set the rows as they are, with the slices that are to be measured
   * @param changed the scores of the changed rows, of some of the set's models
   * @param settings with the metrics that are wanted
   * @throws dev.nightjar.dataset.DataException when a score is not a number from 0 to 1
   */
  public static Results of(
      ScoredSet set, Map<String, double[]> changed, String change, Settings settings) {
    Map<String, ScoredSet.Scored> models = new LinkedHashMap<>();
    changed.forEach(
        (role, scores) ->
            models.put(role, new ScoredSet.Scored(scores, before(set, role).threshold())));
    models.put(Under.UNCHANGED, before(set, Evaluator.CANDIDATE));
    ScoredSet under =
        new ScoredSet(set.name(), set.labels(), set.units(), models, set.slices(), set.costs());
    Results results = Evaluator.evaluate(List.of(under), settings);
    List<Measure> measures = new ArrayList<>();
    for (Measure m : results.measures()) {
      measures.add(
          new Measure(
              m.model(),
              new Under(m.metric(), change).name(),
              m.testSet(),
              m.slice(),
              m.value(),
              m.low(),
              m.high(),
              m.n()));
    }
    for (String role : List.of(Evaluator.CANDIDATE, "champion")) {
      if (changed.containsKey(role)) {
        measures.addAll(flips(under, role, before(set, role), change, settings.confidence()));
      }
    }
    return new Results(
        measures, results.comparisons().stream().map(c -> under(c, change)).toList(), List.of());
  }

  private static ScoredSet.Scored before(ScoredSet set, String role) {
    return Objects.requireNonNull(set.models().get(role), role);
  }

  private static List<Measure> flips(
      ScoredSet under, String role, ScoredSet.Scored before, String change, double confidence) {
    ScoredSet.Scored after = before(under, role);
    BitSet flipped = new BitSet();
    BitSet all = new BitSet();
    all.set(0, under.labels().length);
    for (int row = 0; row < under.labels().length; row++) {
      flipped.set(row, before.isPositive(row) != after.isPositive(row));
    }
    String name = new Under(Measure.FLIPS, change).name();
    List<Measure> measures = new ArrayList<>();
    measures.add(Churn.measure(under, role, name, "", all, flipped, confidence));
    for (Slice slice : under.slices()) {
      measures.add(
          Churn.measure(under, role, name, slice.name(), slice.rows(), flipped, confidence));
    }
    return measures;
  }

  private static Comparison under(Comparison c, String change) {
    return new Comparison(
        new Under(c.metric(), change).name(),
        c.against(),
        c.testSet(),
        c.slice(),
        c.difference(),
        c.low(),
        c.high(),
        c.confidence(),
        c.pValue(),
        c.method(),
        c.n());
  }
}
