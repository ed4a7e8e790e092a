package dev.nightjar.evaluation;

import dev.nightjar.dataset.Leakage;
import dev.nightjar.dataset.TimeRange;
import dev.nightjar.drift.DriftReport;
import dev.nightjar.latency.LatencyReport;
import dev.nightjar.probe.ProbeReport;
import dev.nightjar.reuse.Reuse;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Corrected;
import dev.nightjar.statistics.Measure;
import dev.nightjar.store.Digest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the judged models did on the test sets.
 *
 * @param confidence one-sided; intervals are central of level 2 × confidence − 1
 * @param versions version of each role, such as {@code champion → v11}; the candidate's is empty
 * @param testSets the sets, in the pipeline's order
 * @param measures every metric of every model on every set and slice, and measures without a set
 *     such as {@code model_bytes} (test set empty)
 * @param comparisons candidate against champion and baseline
 * @param curves ROC and calibration on each set
 * @param selfTests the proofs that the gate works, in words; an evaluation that failed one is never
 *     returned
 * @param findings what the leakage rules found and what does not block; others end the night
 * @param sliceSearches the slices that were searched for, by test set
 * @param corrected what gates over alternatives need; null: there are none
 * @param reuse how far each test set is worn by the decisions on it, this one included
 * @param costs metrics of the pipeline file's own of which less is better
 * @param flips the rows of each test set on which candidate and champion decide otherwise; null:
 *     there was no champion, or the night is older than these
 * @param thresholds what candidate and champion would do with other thresholds; null: there are no
 *     scores, or the night is older than these
 * @param drift of the test sets' rows from those that the candidate was made of; null: what it was
 *     made of is not known, or the night is older than these
 * @param probes what the models made of changed rows; null: there are no models to ask, or the
 *     night is older than these
 * @param latency how long the models took for rows by themselves; null: no gate asked for it
 */
public record Evaluation(
    double confidence,
    Map<String, String> versions,
    List<SetSummary> testSets,
    List<Measure> measures,
    List<Comparison> comparisons,
    List<Curves> curves,
    List<String> selfTests,
    List<Leakage.Finding> findings,
    List<SliceSearch> sliceSearches,
    @Nullable List<Corrected> corrected,
    List<Reuse> reuse,
    List<String> costs,
    @Nullable List<Flips> flips,
    @Nullable List<ThresholdCurve> thresholds,
    @Nullable DriftReport drift,
    @Nullable ProbeReport probes,
    @Nullable LatencyReport latency) {

  /** Of models of which it is not known what they were made of. */
  public Evaluation(
      double confidence,
      Map<String, String> versions,
      List<SetSummary> testSets,
      List<Measure> measures,
      List<Comparison> comparisons,
      List<Curves> curves,
      List<String> selfTests,
      List<Leakage.Finding> findings,
      List<SliceSearch> sliceSearches,
      @Nullable List<Corrected> corrected,
      List<Reuse> reuse,
      List<String> costs,
      @Nullable List<Flips> flips,
      @Nullable List<ThresholdCurve> thresholds) {
    this(
        confidence,
        versions,
        testSets,
        measures,
        comparisons,
        curves,
        selfTests,
        findings,
        sliceSearches,
        corrected,
        reuse,
        costs,
        flips,
        thresholds,
        null,
        null,
        null);
  }

  public Evaluation {
    // A document of an older night has none.
    findings = findings == null ? List.of() : List.copyOf(findings);
    sliceSearches = sliceSearches == null ? List.of() : List.copyOf(sliceSearches);
    corrected = corrected == null ? null : List.copyOf(corrected);
    reuse = reuse == null ? List.of() : List.copyOf(reuse);
    costs = costs == null ? List.of() : List.copyOf(costs);
    flips = flips == null || flips.isEmpty() ? null : List.copyOf(flips);
    thresholds = thresholds == null || thresholds.isEmpty() ? null : List.copyOf(thresholds);
  }

  /**
   * A test set, for the record.
   *
   * @param rowsDigest digest of keys and labels in order: what proves that all saw the same rows
   * @param unit what rows are grouped by; null: they are independent
   * @param units number of units; the rows' number when they are independent
   * @param keys digest of the sorted keys of the rows, a blob; null: the night is older than these
   * @param predictions digest of the Parquet file of scores
   */
  public record SetSummary(
      String name,
      TimeRange range,
      long rows,
      long positives,
      Digest rowsDigest,
      @Nullable String unit,
      long units,
      @Nullable Digest keys,
      Digest predictions) {}

  /**
   * Curves of one model on one test set.
   *
   * @param model role
   * @param roc points from (0,0) to (1,1), thinned to at most 101
   * @param calibration at most ten bins of equal mass
   */
  public record Curves(String model, String testSet, List<Point> roc, List<Bin> calibration) {}

  /** A point of a curve. */
  public record Point(double x, double y) {}

  /** A bin of scores: their mean, the share of positives with its interval, the rows. */
  public record Bin(double meanScore, double positiveShare, double low, double high, long n) {}
}
