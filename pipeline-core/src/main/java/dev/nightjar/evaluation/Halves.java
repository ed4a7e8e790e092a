package dev.nightjar.evaluation;

import dev.nightjar.statistics.CounterRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Two halves of a test set: one in which slices are searched, and one that confirms. They follow
 * from the rows' keys alone, whatever their order and whichever model is judged.
 *
 * @param searched numbers of rows, ascending
 * @param confirming the others
 */
@SuppressWarnings("ArrayRecordComponent")
record Halves(int[] searched, int[] confirming) {

  /** Splits and samples draw by the same keys, and must say nothing about a row's half. */
  private static final long SALT = CounterRandom.key(0, "halves of a test set");

  /**
   * Independent rows are halved by a hash of their keys. Rows of one unit stay together: units are
   * ordered by a hash of the smallest key in them, and every second one is searched.
   *
   * @param units for each row the number of its unit, from 0; null: rows are independent
   */
  static Halves of(long[] keys, int @Nullable [] units) {
    boolean[] first = units == null ? byRow(keys) : byUnit(keys, units);
    return new Halves(
        IntStream.range(0, keys.length).filter(row -> first[row]).toArray(),
        IntStream.range(0, keys.length).filter(row -> !first[row]).toArray());
  }

  private static long hash(long key) {
    return new CounterRandom(key ^ SALT).nextLong();
  }

  private static boolean[] byRow(long[] keys) {
    boolean[] first = new boolean[keys.length];
    for (int row = 0; row < keys.length; row++) {
      first[row] = hash(keys[row]) < 0;
    }
    return first;
  }

  private static boolean[] byUnit(long[] keys, int[] units) {
    long[] least = new long[Arrays.stream(units).max().orElse(-1) + 1];
    boolean[] any = new boolean[least.length];
    for (int row = 0; row < keys.length; row++) {
      int unit = units[row];
      least[unit] = any[unit] ? Math.min(least[unit], keys[row]) : keys[row];
      any[unit] = true;
    }
    int[] order =
        IntStream.range(0, least.length)
            .filter(u -> any[u])
            .boxed()
            .sorted(Comparator.comparingLong((Integer u) -> hash(least[u])).thenComparing(u -> u))
            .mapToInt(Integer::intValue)
            .toArray();
    boolean[] searched = new boolean[least.length];
    for (int i = 0; i < order.length; i += 2) {
      searched[order[i]] = true;
    }
    boolean[] first = new boolean[keys.length];
    for (int row = 0; row < keys.length; row++) {
      first[row] = searched[units[row]];
    }
    return first;
  }
}
