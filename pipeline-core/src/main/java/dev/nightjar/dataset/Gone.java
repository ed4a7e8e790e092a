package dev.nightjar.dataset;

import java.util.List;
import java.util.Optional;

/**
 * The segments of a snapshot that a dataset does not have any more, or has with other bytes, or has
 * without one that they require, in order of name.
 *
 * @param segments what is not there
 * @param now the later state of their dataset
 */
record Gone(List<Segment> segments, DatasetState now) {

  private static final int MOST_NAMES = 5;

  static Gone of(List<Segment> read, DatasetState now) {
    Requirements requirements = new Requirements(now);
    return new Gone(
        read.stream()
            .filter(
                segment -> {
                  Segment there = now.segments().get(segment.name());
                  return there == null
                      || !there.digest().equals(segment.digest())
                      || !requirements.broken(there).isEmpty();
                })
            .toList(),
        now);
  }

  /** {@code segment 2011-06-01 was retracted}; empty when nothing is gone. */
  Optional<String> words() {
    if (segments.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = segments.stream().map(Segment::name).limit(MOST_NAMES).toList();
    boolean replaced = segments.stream().allMatch(s -> now.segments().containsKey(s.name()));
    return Optional.of(
        (segments.size() == 1 ? "segment " : "segments ")
            + String.join(", ", names)
            + (segments.size() > MOST_NAMES
                ? " and " + (segments.size() - MOST_NAMES) + " more"
                : "")
            + (segments.size() == 1 ? " was " : " were ")
            + (replaced ? "replaced" : "retracted"));
  }
}
