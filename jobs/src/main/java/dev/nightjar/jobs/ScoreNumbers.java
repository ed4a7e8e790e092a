package dev.nightjar.jobs;

import dev.nightjar.decision.ModelComparison.ScoreFile;
import dev.nightjar.evaluation.Results;
import dev.nightjar.evaluation.SliceSearch;
import dev.nightjar.evaluation.ThresholdCurve;
import dev.nightjar.gate.PromotionPolicy;
import dev.nightjar.influence.InfluenceEvaluator;
import dev.nightjar.influence.JudgedRows;
import dev.nightjar.influence.RowMetric;
import dev.nightjar.jobs.config.GatesFile;
import dev.nightjar.multiclass.Confusion;
import dev.nightjar.statistics.Corrected;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of models that were made elsewhere.
 *
 * @param files the test sets
 * @param results every metric
 * @param thresholds null: there are no scores
 * @param confusions null: there are not several classes
 * @param corrected null: no gate has alternatives
 * @param searches weak slices that were searched for
 * @param proofs that the gate works, in words
 * @param lessIsBetter metrics of which less is better and whose name does not say so
 * @param notes sentences on what is odd about the files
 */
record ScoreNumbers(
    List<ScoreFile> files,
    Results results,
    @Nullable List<ThresholdCurve> thresholds,
    @Nullable List<Confusion> confusions,
    @Nullable List<Corrected> corrected,
    List<SliceSearch> searches,
    List<String> proofs,
    List<String> lessIsBetter,
    List<String> notes) {

  /** Of metrics with influences, for which there are no curves and proofs. */
  static <S extends JudgedRows> ScoreNumbers of(
      List<S> sets,
      List<? extends RowMetric<S>> metrics,
      Set<String> whole,
      GatesFile gates,
      List<ScoreFile> files,
      List<SliceSearch> searches,
      List<String> notes) {
    PromotionPolicy policy = gates.policy();
    return new ScoreNumbers(
        files,
        InfluenceEvaluator.evaluate(sets, policy.confidence(), metrics, whole),
        null,
        null,
        CorrectedNumbers.of(
            policy,
            (confidence, named) ->
                InfluenceEvaluator.evaluate(
                    sets,
                    confidence,
                    metrics.stream().filter(m -> named.contains(m.name())).toList(),
                    whole)),
        searches,
        List.of(),
        metrics.stream().filter(RowMetric::lessIsBetter).map(RowMetric::name).toList(),
        notes);
  }

  /** The same with what rows of each class are called. */
  ScoreNumbers with(List<Confusion> found) {
    return new ScoreNumbers(
        files, results, thresholds, found, corrected, searches, proofs, lessIsBetter, notes);
  }
}
