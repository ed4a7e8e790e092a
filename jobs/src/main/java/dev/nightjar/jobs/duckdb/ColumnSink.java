package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.FrameColumn;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBReadableVector;

/** Takes a column's values, chunk by chunk. */
sealed interface ColumnSink {

  /** Makes room for so many rows. */
  void reserve(int rows);

  /** Takes the first {@code size} values of the vector as rows {@code from} and on. */
  void take(DuckDBReadableVector vector, int size, int from);

  /** All that was taken. */
  FrameColumn column(String name);

  /** Doubles that are never null. */
  final class Numbers implements ColumnSink {
    private double[] values = new double[0];

    @Override
    public void reserve(int rows) {
      values = new double[rows];
    }

    @Override
    public void take(DuckDBReadableVector vector, int size, int from) {
      for (int i = 0; i < size; i++) {
        values[from + i] = vector.getDouble(i);
      }
    }

    @Override
    public FrameColumn column(String name) {
      return new FrameColumn.Numbers(name, values);
    }
  }

  /** Longs that are never null. */
  final class Longs implements ColumnSink {
    private long[] values = new long[0];

    @Override
    public void reserve(int rows) {
      values = new long[rows];
    }

    @Override
    public void take(DuckDBReadableVector vector, int size, int from) {
      for (int i = 0; i < size; i++) {
        values[from + i] = vector.getLong(i);
      }
    }

    @Override
    public FrameColumn column(String name) {
      return new FrameColumn.Longs(name, values);
    }
  }

  /** Texts, as codes. */
  final class Texts implements ColumnSink {
    private int[] codes = new int[0];
    private final Map<String, Integer> seen = new HashMap<>();

    @Override
    public void reserve(int rows) {
      codes = new int[rows];
    }

    @Override
    public void take(DuckDBReadableVector vector, int size, int from) {
      for (int i = 0; i < size; i++) {
        String text = vector.isNull(i) ? null : vector.getString(i);
        codes[from + i] = text == null ? -1 : seen.computeIfAbsent(text, t -> seen.size());
      }
    }

    @Override
    public FrameColumn column(String name) {
      String[] sorted = seen.keySet().toArray(new String[0]);
      Arrays.sort(sorted);
      int[] place = new int[sorted.length];
      for (int i = 0; i < sorted.length; i++) {
        place[seen.getOrDefault(sorted[i], 0)] = i;
      }
      int[] ordered = new int[codes.length];
      for (int i = 0; i < codes.length; i++) {
        ordered[i] = codes[i] < 0 ? -1 : place[codes[i]];
      }
      return new FrameColumn.Texts(name, ordered, List.of(sorted));
    }
  }
}
