package dev.nightjar.dataset;

import java.util.List;

/**
 * What a dataset held at some point: after so many entries of its log, or in a snapshot.
 *
 * @param name as asked for: {@code latest}, a tag, {@code @41}, a snapshot's id
 * @param position entries of the log that were seen
 * @param schema the columns then
 * @param segments those that could be used, in order of name
 */
public record DatasetVersion(String name, long position, Schema schema, List<Segment> segments) {
  public DatasetVersion {
    segments = List.copyOf(segments);
  }

  /** What the state holds. */
  static DatasetVersion of(String name, DatasetState state) {
    return new DatasetVersion(
        name, state.position(), state.defined().schema(), List.copyOf(state.segments().values()));
  }

  /** Rows of all segments. */
  public long rows() {
    return segments.stream().mapToLong(Segment::rows).sum();
  }
}
