package dev.nightjar.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Puts p-values in order. */
final class Ascending {

  private Ascending() {}

  /** The places of the values, the smallest value's first; of equal ones the earlier place's. */
  static int[] order(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> values[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
