package dev.nightjar.evaluation;

import dev.nightjar.sliceline.FoundSlice;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A slice that was found, ready to be confirmed.
 *
 * @param slice as found
 * @param name what people call it
 * @param rows of the whole test set
 */
record SliceCandidate(FoundSlice slice, String name, BitSet rows) {

  private static final double SAME = 0.8;

  static SliceCandidate of(FoundSlice slice, List<SliceColumn> columns, int rows) {
    BitSet bits = new BitSet(rows);
    for (int row = 0; row < rows; row++) {
      boolean inside = true;
      for (FoundSlice.Item item : slice.items()) {
        inside &= columns.get(item.column()).codes()[row] == item.code();
      }
      bits.set(row, inside);
    }
    String name =
        slice.items().stream()
            .map(item -> columns.get(item.column()).names().get(item.code()))
            .collect(Collectors.joining(" & "));
    return new SliceCandidate(slice, name, bits);
  }

  /** Whether of the rows that are in either, four of five are in both: the same thing twice. */
  boolean isLike(SliceCandidate other) {
    BitSet both = (BitSet) rows.clone();
    both.and(other.rows);
    int shared = both.cardinality();
    return shared >= SAME * (rows.cardinality() + other.rows.cardinality() - shared);
  }
}
