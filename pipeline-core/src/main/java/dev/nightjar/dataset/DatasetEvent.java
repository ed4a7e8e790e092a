package dev.nightjar.dataset;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a dataset's log, for people who ask what happened.
 *
 * @param seq number of the entry
 * @param at when it was written
 * @param actor who did it
 * @param type {@code base}, {@code delta}, {@code retract} or {@code tag}
 * @param segments those that were added, or the one that was taken back
 * @param tag the name that was given; null for other types
 * @param tagged the position that the tag names; null for other types
 * @param reason in words, perhaps empty
 */
public record DatasetEvent(
    long seq,
    Instant at,
    String actor,
    String type,
    List<Segment> segments,
    @Nullable String tag,
    @Nullable Long tagged,
    String reason) {

  public DatasetEvent {
    segments = List.copyOf(segments);
  }

  /** Rows that the entry brought, or took back. */
  public long rows() {
    return segments.stream().mapToLong(Segment::rows).sum();
  }

  /** Bytes of these rows' files. */
  public long bytes() {
    return segments.stream().mapToLong(Segment::bytes).sum();
  }
}
