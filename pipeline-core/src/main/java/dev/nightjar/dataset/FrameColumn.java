package dev.nightjar.dataset;

import java.util.Arrays;
import java.util.List;

/** A column of a {@link Frame}. */
public sealed interface FrameColumn {

  /** The column's name. */
  String name();

  /** The number of rows. */
  int rows();

  /** The same column of these rows, in their order. */
  FrameColumn at(int[] rows);

  /** Numbers; booleans are 0 and 1, dates are days since 1970, NaN is missing. */
  @SuppressWarnings("ArrayRecordComponent")
  record Numbers(String name, double[] values) implements FrameColumn {
    @Override
    public int rows() {
      return values.length;
    }

    @Override
    public Numbers at(int[] rows) {
      return new Numbers(name, Arrays.stream(rows).mapToDouble(row -> values[row]).toArray());
    }
  }

  /** Texts as codes into a dictionary sorted by characters; the code -1 is missing. */
  @SuppressWarnings("ArrayRecordComponent")
  record Texts(String name, int[] codes, List<String> dictionary) implements FrameColumn {
    public Texts {
      dictionary = List.copyOf(dictionary);
    }

    @Override
    public int rows() {
      return codes.length;
    }

    @Override
    public Texts at(int[] rows) {
      return new Texts(name, Arrays.stream(rows).map(row -> codes[row]).toArray(), dictionary);
    }
  }

  /** Whole numbers of 64 bits, such as the keys of rows. */
  @SuppressWarnings("ArrayRecordComponent")
  record Longs(String name, long[] values) implements FrameColumn {
    @Override
    public int rows() {
      return values.length;
    }

    @Override
    public Longs at(int[] rows) {
      return new Longs(name, Arrays.stream(rows).mapToLong(row -> values[row]).toArray());
    }
  }
}
