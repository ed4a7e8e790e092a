package dev.nightjar.jobs;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.jobs.duckdb.ScoreTable;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that name rows whatever their order.
 *
 * @param keys the first 64 bits of the SHA-256 of each row's id, or its place in the file
 */
@SuppressWarnings("ArrayRecordComponent")
record SheetKeys(long[] keys) {

  private static final int DIGITS = 16;
  private static final int NOWHERE = -1;

  /**
   * Throws {@link DataException} naming both places when two rows have the same id, or one none.
   */
  static SheetKeys of(@Nullable String id, ScoreTable table, Frame frame) throws IOException {
    if (id == null) {
      return new SheetKeys(((FrameColumn.Longs) frame.column(ScoreTable.ROW)).values());
    }
    FrameColumn.Texts names = (FrameColumn.Texts) frame.column(ScoreTable.NAME + id);
    long[] keys = new long[frame.rows()];
    int[] places = new int[names.dictionary().size()];
    Arrays.fill(places, NOWHERE);
    for (int i = 0; i < keys.length; i++) {
      int code = names.codes()[i];
      if (code < 0) {
        throw new DataException("%s: %s: there is no id".formatted(table.place(frame, i), id));
      }
      String name = names.dictionary().get(code);
      if (places[code] != NOWHERE) {
        throw new DataException(
            "%s: %s: the id %s stands in %s already"
                .formatted(table.place(frame, i), id, name, table.place(frame, places[code])));
      }
      places[code] = i;
      keys[i] = Long.parseUnsignedLong(Digest.of(name).head(DIGITS), DIGITS);
    }
    return new SheetKeys(keys);
  }
}
