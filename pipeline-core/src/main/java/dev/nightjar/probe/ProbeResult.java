package dev.nightjar.probe;

import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import dev.nightjar.store.Digest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What models made of the rows of a test set after a change.
 *
 * @param probe the change
 * @param rows of the test set
 * @param changed how many of them have another value
 * @param outcome whether anything was measured
 * @param sentence why nothing was measured, or what else is to be said; may be empty
 * @param unread by role those of the columns that the model does not read; models that read all of
 *     them are not in it
 * @param predictions digest of the Parquet file of the scores on the changed rows; null: nothing
 *     was measured
 * @param measures each {@link dev.nightjar.statistics.Under} the change, of every model and of the
 *     candidate on the rows as they are
 * @param comparisons of the candidate with the others, all on the changed rows, and with itself on
 *     the rows as they are
 */
public record ProbeResult(
    Probe probe,
    long rows,
    long changed,
    Outcome outcome,
    String sentence,
    Map<String, List<String>> unread,
    @Nullable Digest predictions,
    List<Measure> measures,
    List<Comparison> comparisons) {

  /** Whether anything was measured. */
  public enum Outcome {
    MEASURED,
    /** The test set has no rows. */
    NO_ROWS,
    /** The columns hold values of another kind. */
    NOT_SUITED,
    /** The candidate reads none of the columns, so that nothing could flip. */
    NOT_READ,
    /** No row has another value than before. */
    NO_CHANGE,
    /** A model gave no score to a row, or none that is a probability. */
    NOT_SCORED
  }

  public ProbeResult {
    unread = Map.copyOf(unread);
    measures = List.copyOf(measures);
    comparisons = List.copyOf(comparisons);
  }

  /** Whether there are numbers. */
  public boolean measured() {
    return outcome == Outcome.MEASURED;
  }
}
