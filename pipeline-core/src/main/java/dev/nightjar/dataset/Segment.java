package dev.nightjar.dataset;

import dev.nightjar.store.Digest;
import java.time.LocalDateTime;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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
 * @param requires names of the segments without which it makes no sense, sorted; null: none
 */
public record Segment(
    String name,
    Kind kind,
    Digest digest,
    long bytes,
    long rows,
    Digest rowsDigest,
    LocalDateTime from,
    LocalDateTime to,
    @Nullable List<String> requires) {

  /** What a segment is to the others. */
  public enum Kind {
    BASE,
    DELTA
  }

  public Segment {
    requires = requires == null || requires.isEmpty() ? null : List.copyOf(new TreeSet<>(requires));
  }

  /** A segment that requires no other. */
  public Segment(
      String name,
      Kind kind,
      Digest digest,
      long bytes,
      long rows,
      Digest rowsDigest,
      LocalDateTime from,
      LocalDateTime to) {
    this(name, kind, digest, bytes, rows, rowsDigest, from, to, null);
  }

  /** The same rows, which make sense only with those of the named segments. */
  public Segment requiring(List<String> names) {
    return new Segment(name, kind, digest, bytes, rows, rowsDigest, from, to, names);
  }

  /** The names in {@code requires}, perhaps none. */
  public List<String> required() {
    return requires == null ? List.of() : requires;
  }

  /** Whether any of its rows can lie in the range. */
  public boolean touches(TimeRange range) {
    return from.isBefore(range.to()) && !to.isBefore(range.from());
  }
}
