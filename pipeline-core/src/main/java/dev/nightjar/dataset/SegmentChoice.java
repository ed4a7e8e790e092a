package dev.nightjar.dataset;

import java.time.LocalDateTime;
import java.util.List;

/**
 * What a snapshot makes of one segment of its dataset.
 *
 * @param segment its name
 * @param rows that it has; not all of them need lie in what it is used for
 * @param from earliest event time
 * @param to latest event time, inclusive
 * @param uses {@code train} and the names of test sets; empty: it is not read
 * @param why it is not read, in words; empty: it is
 */
public record SegmentChoice(
    String segment,
    long rows,
    LocalDateTime from,
    LocalDateTime to,
    List<String> uses,
    String why) {

  /** What training rows and dev rows are called. */
  public static final String TRAIN = "train";

  public SegmentChoice {
    uses = List.copyOf(uses);
    if (uses.isEmpty() == why.isEmpty()) {
      throw new IllegalArgumentException("a segment is used, or there is a reason: " + segment);
    }
  }

  /** Whether the snapshot reads it. */
  public boolean isUsed() {
    return !uses.isEmpty();
  }
}
