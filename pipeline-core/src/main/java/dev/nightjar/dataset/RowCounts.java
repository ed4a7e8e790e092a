package dev.nightjar.dataset;

import org.jspecify.annotations.Nullable;

/**
 * What became of the rows that the segments of a run hold.
 *
 * @param read rows in the files
 * @param filtered left out by {@code where}
 * @param unlabelled left out because the label is null
 * @param incomplete left out because their label was not complete, or not known, by the logical
 *     time
 * @param duplicates left out by {@code dedupe}
 * @param usable what remains
 * @param unreported complete, and left out because no row of the label dataset named them by the
 *     logical time; null: labels are columns of the rows
 */
public record RowCounts(
    long read,
    long filtered,
    long unlabelled,
    long incomplete,
    long duplicates,
    long usable,
    @Nullable Long unreported) {

  /** Rows that have their labels with them. */
  public RowCounts(
      long read, long filtered, long unlabelled, long incomplete, long duplicates, long usable) {
    this(read, filtered, unlabelled, incomplete, duplicates, usable, null);
  }

  /** The rows that no label named; 0 where labels are columns of the rows. */
  public long withoutReport() {
    return unreported == null ? 0 : unreported;
  }
}
