package dev.nightjar.jobs;

import dev.nightjar.dataset.Segment;
import dev.nightjar.dataset.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a snapshot makes of a segment: its rows are read, or its labels are.
 *
 * @param dataset of the segment
 */
record SegmentUse(Snapshot snapshot, String dataset, Segment segment) {

  /** Whether the snapshot reads it at all. */
  boolean isUsed() {
    return isRows() || isLabels();
  }

  /** Whether rows of the training interval can lie in it, or labels that may be theirs. */
  boolean trains() {
    return isLabels() || (isAmong(snapshot.segments()) && segment.touches(snapshot.train()));
  }

  /** The test sets of which that is true. */
  List<String> testSets() {
    return snapshot.testSets().entrySet().stream()
        .filter(e -> !e.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .filter(set -> isLabels() || isAmong(snapshot.read(set)))
        .toList();
  }

  String id() {
    return snapshot.id();
  }

  Instant logicalTime() {
    return snapshot.logicalTime();
  }

  private boolean isRows() {
    return snapshot.dataset().equals(dataset) && isAmong(snapshot.read());
  }

  private boolean isLabels() {
    Snapshot.Labels labels = snapshot.labels();
    return labels != null && labels.dataset().equals(dataset) && isAmong(labels.segments());
  }

  private boolean isAmong(List<Segment> segments) {
    return segments.stream().anyMatch(s -> s.digest().equals(segment.digest()));
  }
}
