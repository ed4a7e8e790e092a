package dev.nightjar.statistics;

import org.jspecify.annotations.Nullable;

/**
 * Some rows of a labelled set.
 *
 * @param labels 0 or 1 for each row of the set
 * @param units for each row of the set the number of its unit, from 0; null: rows are independent
 * @param rows numbers of rows
 * @param from first place in {@code rows} that belongs to the sample
 * @param to place after the last
 */
@SuppressWarnings("ArrayRecordComponent")
public record Sample(byte[] labels, int @Nullable [] units, int[] rows, int from, int to) {

  /** All rows of a set. */
  public static Sample all(byte[] labels, int @Nullable [] units) {
    int[] rows = new int[labels.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i;
    }
    return new Sample(labels, units, rows, 0, rows.length);
  }

  /** The number of rows. */
  public int size() {
    return to - from;
  }

  /** One more than the greatest number of a unit in the sample; 0 for independent rows. */
  public int unitBound() {
    int bound = 0;
    if (units != null) {
      for (int i = from; i < to; i++) {
        bound = Math.max(bound, units[rows[i]] + 1);
      }
    }
    return bound;
  }
}
