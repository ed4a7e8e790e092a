package dev.nightjar.dataset;

import dev.nightjar.store.Digest;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * How many rows each value of a column has.
 *
 * @param sizes rows by value; a missing value is no group
 */
record GroupSizes(Map<String, Integer> sizes) {

  static GroupSizes of(Frame frame, String column) {
    Map<String, Integer> sizes = new HashMap<>();
    FrameColumn values = frame.column(column);
    for (int i = 0; i < frame.rows(); i++) {
      String value = value(values, i);
      if (!value.isEmpty()) {
        sizes.merge(value, 1, Integer::sum);
      }
    }
    return new GroupSizes(sizes);
  }

  private static String value(FrameColumn column, int row) {
    if (column instanceof FrameColumn.Texts texts) {
      int code = texts.codes()[row];
      return code < 0 ? "" : "t" + texts.dictionary().get(code);
    }
    if (column instanceof FrameColumn.Numbers numbers) {
      double value = numbers.values()[row];
      return Double.isNaN(value) ? "" : "n" + (value + 0.0);
    }
    return "n" + ((FrameColumn.Longs) column).values()[row];
  }

  /** The first 64 bits of the SHA-256 of each value, in any order. */
  long[] keys() {
    return sizes.keySet().stream()
        .mapToLong(v -> ByteBuffer.wrap(HexFormat.of().parseHex(Digest.of(v).hex())).getLong())
        .toArray();
  }

  /** Rows of the largest group; 0 when there is none. */
  int largest() {
    return sizes.values().stream().mapToInt(n -> n).max().orElse(0);
  }
}
