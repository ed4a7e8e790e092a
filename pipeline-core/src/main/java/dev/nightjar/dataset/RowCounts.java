package dev.nightjar.dataset;

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
 */
public record RowCounts(
    long read, long filtered, long unlabelled, long incomplete, long duplicates, long usable) {}
