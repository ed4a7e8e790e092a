package dev.nightjar.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * Slices that share no row, so that one pass over the rows serves all of them.
 *
 * @param names of the slices
 * @param slice of each row the place of its slice; −1 for rows in none
 * @param rows those of the first slice in ascending order, then those of the second, and so on
 * @param starts where each slice begins in {@code rows}; one more than there are slices
 */
@SuppressWarnings("ArrayRecordComponent")
record Partition(List<String> names, int[] slice, int[] rows, int[] starts) {

  /** All rows as one slice without a name. */
  static Partition whole(int n) {
    int[] rows = new int[n];
    Arrays.setAll(rows, i -> i);
    return new Partition(List.of(""), new int[n], rows, new int[] {0, n});
  }

  /**
   * Neighbours of one spec are taken together as long as they share no row. One partition is made
   * at a time: two hundred slices of a million rows would be ten times their scores.
   */
  static void each(int n, List<Slice> slices, Consumer<Partition> judge) {
    List<Slice> together = new ArrayList<>();
    BitSet taken = new BitSet(n);
    for (Slice slice : slices) {
      if (slice.rows().length() > n) {
        throw new IllegalArgumentException(
            "slice " + slice.name() + " has row " + (slice.rows().length() - 1) + " of " + n);
      }
      boolean fits = together.isEmpty() || together.get(0).spec().equals(slice.spec());
      if (!fits || taken.intersects(slice.rows())) {
        judge.accept(join(n, together));
        together.clear();
        taken.clear();
      }
      together.add(slice);
      taken.or(slice.rows());
    }
    if (!together.isEmpty()) {
      judge.accept(join(n, together));
    }
  }

  private static Partition join(int n, List<Slice> slices) {
    int[] slice = new int[n];
    Arrays.fill(slice, -1);
    int[] starts = new int[slices.size() + 1];
    for (int s = 0; s < slices.size(); s++) {
      starts[s + 1] = starts[s] + slices.get(s).rows().cardinality();
    }
    int[] rows = new int[starts[slices.size()]];
    int next = 0;
    for (int s = 0; s < slices.size(); s++) {
      BitSet bits = slices.get(s).rows();
      for (int row = bits.nextSetBit(0); row >= 0; row = bits.nextSetBit(row + 1)) {
        slice[row] = s;
        rows[next++] = row;
      }
    }
    return new Partition(slices.stream().map(Slice::name).toList(), slice, rows, starts);
  }
}
