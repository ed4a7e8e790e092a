package dev.nightjar.sliceline;

import java.util.List;
import java.util.PriorityQueue;

/** The best slices so far. Not thread-safe. */
final class Best {

  /** Smaller scores are rounding: a slice of all rows has the score 0. */
  private static final double LEAST = 1e-12;

  private final int top;
  private final PriorityQueue<FoundSlice> worstFirst =
      new PriorityQueue<>(FoundSlice.ORDER.reversed());

  Best(int top) {
    this.top = top;
  }

  void offer(FoundSlice slice) {
    if (slice.score() > LEAST) {
      worstFirst.add(slice);
      if (worstFirst.size() > top) {
        worstFirst.remove();
      }
    }
  }

  /** A slice with a lower score than this one is of no interest. */
  double threshold() {
    FoundSlice worst = worstFirst.peek();
    return worstFirst.size() < top || worst == null ? LEAST : worst.score();
  }

  /** Whether a slice of at most that score may be one of them. */
  boolean wants(double score) {
    return score >= threshold();
  }

  List<FoundSlice> list() {
    return worstFirst.stream().sorted(FoundSlice.ORDER).toList();
  }
}
