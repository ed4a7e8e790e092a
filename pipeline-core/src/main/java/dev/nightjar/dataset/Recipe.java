package dev.nightjar.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a dataset a run uses.
 *
 * @param dataset name of the dataset
 * @param include names of segments, {@code *} for any run of characters; empty: all
 * @param exclude names that are left out even if included
 * @param window length of the training rows' interval; null: everything that is old enough
 * @param where rows that count at all
 * @param id columns that name a row; empty: the row is its own name
 * @param dedupe what happens to repeated rows
 * @param split how dev rows are set apart from training rows
 */
public record Recipe(
    String dataset,
    List<String> include,
    List<String> exclude,
    @Nullable Span window,
    @Nullable Expression where,
    List<String> id,
    Dedupe dedupe,
    Split split) {

  /** What happens to repeated rows. */
  public enum Dedupe {
    /** They stay. */
    NONE,
    /** Of rows equal in every column the first stays. */
    ROWS,
    /** Of rows equal in the id columns the first stays. */
    ID
  }

  public Recipe {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    id = List.copyOf(id);
    if (dedupe == Dedupe.ID && id.isEmpty()) {
      throw new IllegalArgumentException("dedupe: id needs id columns");
    }
  }
}
