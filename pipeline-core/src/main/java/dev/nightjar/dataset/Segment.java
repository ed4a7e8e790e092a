package dev.nightjar.dataset;

import dev.nightjar.store.Digest;
import java.time.LocalDateTime;

/**
 * An immutable piece of a dataset: Parquet, known by its digest.
 *
 * @param name unique in the dataset; the day, such as {@code 2011-06-15}, for daily segments
 * @param kind what the segment is to the others
 * @param digest SHA-256 of the file's bytes
 * @param bytes size of the file
 * @param rows number of rows
 * @param rowsDigest digest of the rows as a multiset: the same rows in any order have the same one
 * @param from earliest event time
 * @param to latest event time, inclusive
 */
public record Segment(
    String name,
    Kind kind,
    Digest digest,
    long bytes,
    long rows,
    Digest rowsDigest,
    LocalDateTime from,
    LocalDateTime to) {

  /** What a segment is to the others. */
  public enum Kind {
    BASE,
    DELTA
  }

  /** Whether any of its rows can lie in the range. */
  public boolean touches(TimeRange range) {
    return from.isBefore(range.to()) && !to.isBefore(range.from());
  }
}
