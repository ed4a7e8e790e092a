package dev.nightjar.jobs;

import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers the units of a test set: rows of one unit are not independent. */
final class Units {

  /** The unit that is not a column: the day of a row's event time. */
  static final String DAY = "day";

  private Units() {}

  /** For each row the number of its unit from 0, in order of the units; null for no unit. */
  static int @Nullable [] of(@Nullable String unit, Frame frame) {
    if (unit == null) {
      return null;
    }
    FrameColumn column = frame.column(unit.equals(DAY) ? Rows.TIME : unit);
    double[] raw = new double[frame.rows()];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = value(column, i, unit);
    }
    double[] units = Arrays.stream(raw).sorted().distinct().toArray();
    int[] numbers = new int[raw.length];
    for (int i = 0; i < raw.length; i++) {
      numbers[i] = Arrays.binarySearch(units, raw[i]);
    }
    return numbers;
  }

  private static double value(FrameColumn column, int row, String unit) {
    if (column instanceof FrameColumn.Numbers numbers) {
      double v = numbers.values()[row];
      return unit.equals(DAY) ? Math.floor(v) : v;
    }
    return column instanceof FrameColumn.Texts texts
        ? texts.codes()[row]
        : ((FrameColumn.Longs) column).values()[row];
  }
}
