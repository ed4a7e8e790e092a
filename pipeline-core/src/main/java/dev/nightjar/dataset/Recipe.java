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
 * @param only names of exactly the segments to use, none of them a pattern; null: as include and
 *     exclude say
 * @param at tag of the dataset, or number of the log entries to see; null: all of them
 * @param keep which of the rows with equal id columns stays; null: the first
 * @param allowBroken whether a segment is used although the recipe leaves out one that it requires;
 *     null: no
 */
public record Recipe(
    String dataset,
    List<String> include,
    List<String> exclude,
    @Nullable Span window,
    @Nullable Expression where,
    List<String> id,
    Dedupe dedupe,
    Split split,
    @Nullable List<String> only,
    @Nullable String at,
    @Nullable Keep keep,
    @Nullable Boolean allowBroken) {

  /** What happens to repeated rows. */
  public enum Dedupe {
    /** They stay. */
    NONE,
    /** Of rows equal in every column the first stays. */
    ROWS,
    /** Of rows equal in the id columns one stays, as {@link Keep} says. */
    ID
  }

  /**
   * Which of the rows with equal id columns stays, in the order in which the log has their
   * segments. In one segment it is the order of its rows.
   */
  public enum Keep {
    FIRST,
    LAST
  }

  public Recipe {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    id = List.copyOf(id);
    only = only == null ? null : List.copyOf(only);
    if (only != null && !(include.isEmpty() && exclude.isEmpty())) {
      throw new IllegalArgumentException("only stands without include and exclude");
    }
    if (keep != null && dedupe != Dedupe.ID) {
      throw new IllegalArgumentException(
          "keep needs dedupe by id: rows that are equal in every column are the same row");
    }
    if (dedupe == Dedupe.ID && id.isEmpty()) {
      throw new IllegalArgumentException("dedupe: id needs id columns");
    }
  }

  /** A recipe over all of the log, that names its segments by patterns. */
  public Recipe(
      String dataset,
      List<String> include,
      List<String> exclude,
      @Nullable Span window,
      @Nullable Expression where,
      List<String> id,
      Dedupe dedupe,
      Split split) {
    this(dataset, include, exclude, window, where, id, dedupe, split, null, null, null, null);
  }

  /** Whether a segment is used although one that it requires is left out. */
  public boolean allowsBroken() {
    return Boolean.TRUE.equals(allowBroken);
  }

  /** Whether the last of several rows with equal id columns stays. */
  public boolean keepsLast() {
    return keep == Keep.LAST;
  }
}
