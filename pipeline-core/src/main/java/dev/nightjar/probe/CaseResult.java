package dev.nightjar.probe;

import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import dev.nightjar.store.Digest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What models did in a case.
 *
 * @param asked the case
 * @param rows of the test set
 * @param matched how many of them the case is about
 * @param tried how many of these say something: the others have already what is set in them
 * @param outcome whether anything was measured
 * @param sentence why nothing was measured, or what else is to be said; may be empty
 * @param unread by role those of the features set that the model does not read
 * @param unasked by role why the model could not be asked
 * @param predictions digest of the Parquet file of the scores of rows with what is set in them;
 *     null: nothing is set, or nobody could be asked
 * @param failed by role how many of the rows tried fail
 * @param fresh how many fail that the champion passes; null: there is no champion to tell
 * @param measures {@link dev.nightjar.statistics.Failures} of every model
 * @param comparisons of the candidate's with the others'
 * @param examples rows on which the candidate fails, first those that the champion passes
 */
public record CaseResult(
    Case asked,
    long rows,
    long matched,
    long tried,
    Outcome outcome,
    String sentence,
    Map<String, List<String>> unread,
    Map<String, String> unasked,
    @Nullable Digest predictions,
    Map<String, Long> failed,
    @Nullable Long fresh,
    List<Measure> measures,
    List<Comparison> comparisons,
    List<Example> examples) {

  /** Most examples. */
  public static final int SHOWN = 5;

  /** Whether anything was measured. */
  public enum Outcome {
    MEASURED,
    /**
     * Measured, and true of the candidate however it was trained: it reads nothing of what is set.
     */
    NOT_READ,
    /** The test set has no rows that the case is about. */
    NO_ROWS,
    /** Every row has already what is set in it. */
    NO_CHANGE,
    /** The candidate gave no score to a row, or none that is a probability. */
    NOT_SCORED
  }

  /**
   * A row on which the candidate fails.
   *
   * @param row what a person finds it by
   * @param before the candidate's score of the row as it is
   * @param after with what is set in it; null: nothing is
   * @param passed whether the champion passes; null: it was not asked
   */
  public record Example(
      String row, double before, @Nullable Double after, @Nullable Boolean passed) {}

  public CaseResult {
    unread = Collections.unmodifiableMap(new TreeMap<>(unread));
    unasked = Collections.unmodifiableMap(new TreeMap<>(unasked));
    failed = Collections.unmodifiableMap(new TreeMap<>(failed));
    measures = List.copyOf(measures);
    comparisons = List.copyOf(comparisons);
    examples = List.copyOf(examples);
  }

  /** Whether there are numbers. */
  public boolean measured() {
    return outcome == Outcome.MEASURED || outcome == Outcome.NOT_READ;
  }
}
