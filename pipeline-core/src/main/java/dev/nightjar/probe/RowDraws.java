package dev.nightjar.probe;

import dev.nightjar.statistics.CounterRandom;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Random numbers of rows: each depends on a seed, on what it is for and on the row's key, so that
 * the order of rows does not matter and a row that stands among others draws the same.
 *
 * @param seed of all of them
 * @param keys of the rows
 */
@SuppressWarnings("ArrayRecordComponent")
public record RowDraws(long seed, long[] keys) {

  /** Those of the same rows for something of its own. */
  RowDraws of(String purpose) {
    return new RowDraws(CounterRandom.key(seed, purpose), keys);
  }

  /** The stream of a row. */
  CounterRandom row(int row) {
    return CounterRandom.of(seed, keys[row]);
  }

  /** A share of the rows, each drawn by itself. */
  BitSet share(double share) {
    BitSet drawn = new BitSet(keys.length);
    for (int row = 0; row < keys.length; row++) {
      drawn.set(row, share >= 1 || row(row).nextDouble() < share);
    }
    return drawn;
  }

  /** At most so many rows, in their order. */
  public int[] sample(int most) {
    if (keys.length <= most) {
      return IntStream.range(0, keys.length).toArray();
    }
    long[] draws = draws();
    long[] sorted = draws.clone();
    Arrays.sort(sorted);
    long last = sorted[most - 1];
    int[] rows = new int[most];
    // Rows of the same key draw the same: of them the first ones are taken.
    int ties = (int) Arrays.stream(sorted, 0, most).filter(d -> d == last).count();
    int n = 0;
    for (int row = 0; row < draws.length; row++) {
      if (draws[row] < last || (draws[row] == last && ties-- > 0)) {
        rows[n++] = row;
      }
    }
    return rows;
  }

  /**
   * For each row the one whose place it takes: all orders of the rows are as likely.
   *
   * <p>Rows of the same key are told apart by their place.
   */
  int[] permutation() {
    int[] fixed = order(keys);
    int[] drawn = order(draws());
    int[] from = new int[keys.length];
    for (int i = 0; i < from.length; i++) {
      from[fixed[i]] = drawn[i];
    }
    return from;
  }

  private long[] draws() {
    long[] draws = new long[keys.length];
    Arrays.setAll(draws, row -> row(row).nextLong());
    return draws;
  }

  private static int[] order(long[] by) {
    return IntStream.range(0, by.length)
        .boxed()
        .sorted(Comparator.comparingLong(row -> by[row]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
