package dev.nightjar.jobs;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.jobs.duckdb.ScoreTable;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that name rows whatever their order.
 *
 * @param keys the first 64 bits of the SHA-256 of each row's id, or its place in the file
 */
@SuppressWarnings("ArrayRecordComponent")
record RowNames(long[] keys) {

  private static final int DIGITS = 16;

  /**
   * Throws {@link DataException} naming both places when two rows have the same id, or one none.
   */
  static RowNames of(@Nullable String id, ScoreTable table, Frame frame) throws IOException {
    if (id == null) {
      return new RowNames(((FrameColumn.Longs) frame.column(ScoreTable.ROW)).values());
    }
    FrameColumn column = frame.column(id);
    long[] keys = new long[frame.rows()];
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < keys.length; i++) {
      String name = name(column, i);
      if (name == null) {
        throw new DataException("%s: %s: there is no id".formatted(table.place(frame, i), id));
      }
      Integer before = seen.put(name, i);
      if (before != null) {
        throw new DataException(
            "%s: %s: the id %s stands in %s already"
                .formatted(table.place(frame, i), id, name, table.place(frame, before)));
      }
      keys[i] = Long.parseUnsignedLong(Digest.of(name).head(DIGITS), DIGITS);
    }
    return new RowNames(keys);
  }

  private static @Nullable String name(FrameColumn column, int row) {
    if (column instanceof FrameColumn.Texts texts) {
      int code = texts.codes()[row];
      return code < 0 ? null : texts.dictionary().get(code);
    }
    double value = ((FrameColumn.Numbers) column).values()[row];
    return Double.isNaN(value) ? null : String.valueOf(value);
  }
}
