package dev.nightjar.sliceline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The slices of one number of items whose parts may still be of interest, in lexical order. */
final class Level {

  /**
   * A slice.
   *
   * @param items places in {@link Basics}, ascending
   * @param size number of rows
   * @param sumError at least the sum of their errors
   * @param maxError at least the greatest of them
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Node(int[] items, int size, double sumError, double maxError) {

    int last() {
      return items[items.length - 1];
    }

    boolean sharesPrefix(Node other) {
      int shared = items.length - 1;
      return Arrays.equals(items, 0, shared, other.items, 0, shared);
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Key(int[] items) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && Arrays.equals(items, key.items);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(items);
    }
  }

  final List<Node> nodes = new ArrayList<>();
  private final Map<Key, Node> byItems = new HashMap<>();

  void add(Node node) {
    nodes.add(node);
    byItems.put(new Key(node.items()), node);
  }

  /** The slices, without those whose parts no longer matter. */
  Level without(Scoring scoring, double threshold) {
    Level kept = new Level();
    for (Node n : nodes) {
      if (scoring.bound(n.size(), n.sumError(), n.maxError()) >= threshold) {
        kept.add(n);
      }
    }
    return kept;
  }

  /**
   * What all parents of the items allow at most, as a slice of them; null when a parent is not
   * among these slices, so that nothing within it is of interest.
   */
  @Nullable Node parents(int[] items) {
    int size = Integer.MAX_VALUE;
    double sum = Double.POSITIVE_INFINITY;
    double max = Double.POSITIVE_INFINITY;
    int[] parent = new int[items.length - 1];
    for (int left = 0; left < items.length; left++) {
      System.arraycopy(items, 0, parent, 0, left);
      System.arraycopy(items, left + 1, parent, left, items.length - 1 - left);
      Node found = byItems.get(new Key(parent));
      if (found == null) {
        return null;
      }
      size = Math.min(size, found.size());
      sum = Math.min(sum, found.sumError());
      max = Math.min(max, found.maxError());
    }
    return new Node(items, size, sum, max);
  }
}
