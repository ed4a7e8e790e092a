package dev.nightjar.sliceline;

import java.util.ArrayList;
import java.util.List;

/**
 * The slices of one item that have enough rows and any error, in ascending order of column and
 * code, each with its rows as bits.
 */
final class Basics {

  /** 256 MB. */
  private static final long MOST_WORDS = 1L << 25;

  final List<FoundSlice.Item> items = new ArrayList<>();
  final List<long[]> bits = new ArrayList<>();

  Basics(CodeTable table, int support) {
    int words = (table.rows() + Long.SIZE - 1) / Long.SIZE;
    for (int c = 0; c < table.codes().length; c++) {
      int[] codes = table.codes()[c];
      int[] place = places(c, counts(codes), support);
      if ((long) items.size() * words > MOST_WORDS) {
        throw new SliceLimitException(
            "%d values of %d rows have %d rows or more, which is more than a search can hold: ask for a greater support"
                .formatted(items.size(), table.rows(), support));
      }
      while (bits.size() < items.size()) {
        bits.add(new long[words]);
      }
      for (int row = 0; row < codes.length; row++) {
        int at = codes[row] < 0 ? -1 : place[codes[row]];
        if (at >= 0) {
          bits.get(at)[row >> 6] |= 1L << row;
        }
      }
    }
  }

  private static int[] counts(int[] codes) {
    int greatest = -1;
    for (int code : codes) {
      greatest = Math.max(greatest, code);
    }
    int[] counts = new int[greatest + 1];
    for (int code : codes) {
      if (code >= 0) {
        counts[code]++;
      }
    }
    return counts;
  }

  private int[] places(int column, int[] counts, int support) {
    int[] place = new int[counts.length];
    for (int code = 0; code < counts.length; code++) {
      place[code] = counts[code] >= support ? items.size() : -1;
      if (counts[code] >= support) {
        items.add(new FoundSlice.Item(column, code));
      }
    }
    return place;
  }
}
