package dev.nightjar.decision;

import dev.nightjar.dataset.TimeRange;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.evaluation.SliceSearch;
import dev.nightjar.evaluation.ThresholdCurve;
import dev.nightjar.gate.GateResult;
import dev.nightjar.gate.Judgement;
import dev.nightjar.gate.PromotionPolicy;
import dev.nightjar.gate.Verdict;
import dev.nightjar.model.CodeId;
import dev.nightjar.multiclass.Confusion;
import dev.nightjar.statistics.Corrected;
import dev.nightjar.statistics.Measure;
import dev.nightjar.store.Digest;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The document of models that were made elsewhere and judged by their scores: what a {@link
 * Decision} is for a night.
 *
 * @param format of this document, 1
 * @param name of the comparison: that of its first test set
 * @param verdict PROMOTE: the candidate is better as the gates ask
 * @param headline the verdict's reason in one sentence
 * @param details further sentences
 * @param task what the models predict
 * @param models the column of each role's scores, such as {@code champion → score_v11}
 * @param thresholds from which score on each role says positive; none but of two classes
 * @param confidence one-sided; intervals are central of level 2 × confidence − 1
 * @param testSets the files
 * @param measures every metric of every model on every set and slice
 * @param comparisons candidate against champion and baseline
 * @param corrected what gates over alternatives need; null: there are none
 * @param gates what they said
 * @param policy the gates as they were asked for
 * @param costs metrics of which less is better, of the gates file's own or of the task
 * @param sliceSearches the slices that were searched for, by test set
 * @param curves ROC and calibration on each set; none of mere decisions
 * @param thresholdCurves what candidate and champion would do with other thresholds; null: there
 *     are no scores
 * @param confusions what rows of each class are called, on each set; null: labels are not of
 *     several classes
 * @param selfTests the proofs that the gate works, in words
 * @param code what code did it
 * @param command what reproduces it
 */
public record ModelComparison(
    int format,
    String name,
    Verdict verdict,
    String headline,
    List<String> details,
    PredictionTask task,
    Map<String, String> models,
    Map<String, Double> thresholds,
    double confidence,
    List<ScoreFile> testSets,
    List<Measure> measures,
    List<JudgedComparison> comparisons,
    @Nullable List<Corrected> corrected,
    List<GateResult> gates,
    PromotionPolicy policy,
    List<String> costs,
    List<SliceSearch> sliceSearches,
    List<Evaluation.Curves> curves,
    @Nullable List<ThresholdCurve> thresholdCurves,
    @Nullable List<Confusion> confusions,
    List<String> selfTests,
    CodeId code,
    String command) {

  /** This form of the document. */
  public static final int FORMAT = 1;

  /**
   * A file with the scores of all models on the same rows.
   *
   * @param testSet the file's name without folder and extension
   * @param file as it was named
   * @param digest SHA-256 of its bytes
   * @param rows that have a label
   * @param unlabelled rows that have none, and were left out
   * @param positives null: there are no two classes
   * @param rowsDigest digest of ids, or row numbers, and labels in order
   * @param unit what rows are grouped by; null: they are independent
   * @param units number of units; the rows' number when they are independent
   */
  public record ScoreFile(
      String testSet,
      String file,
      Digest digest,
      long rows,
      long unlabelled,
      @Nullable Long positives,
      Digest rowsDigest,
      @Nullable String unit,
      long units) {}

  /** The numbers as of a night that has no days. */
  public Evaluation evaluation() {
    return new Evaluation(
        confidence,
        models,
        testSets.stream().map(ModelComparison::summary).toList(),
        measures,
        comparisons.stream().map(JudgedComparison::comparison).toList(),
        curves,
        selfTests,
        List.of(),
        sliceSearches,
        corrected,
        List.of(),
        costs,
        null,
        thresholdCurves);
  }

  /** This document with what its gates said. */
  public ModelComparison judged(Judgement judgement, List<String> sentences) {
    return new ModelComparison(
        format,
        name,
        judgement.verdict(),
        judgement.headline(),
        List.copyOf(sentences),
        task,
        models,
        thresholds,
        confidence,
        testSets,
        measures,
        comparisons,
        corrected,
        judgement.results(),
        policy,
        costs,
        sliceSearches,
        curves,
        thresholdCurves,
        confusions,
        selfTests,
        code,
        command);
  }

  private static Evaluation.SetSummary summary(ScoreFile f) {
    TimeRange none = new TimeRange(LocalDate.EPOCH.atStartOfDay(), LocalDate.EPOCH.atStartOfDay());
    return new Evaluation.SetSummary(
        f.testSet(),
        none,
        f.rows(),
        f.positives() == null ? 0 : f.positives(),
        f.rowsDigest(),
        f.unit(),
        f.units(),
        null,
        f.digest());
  }
}
