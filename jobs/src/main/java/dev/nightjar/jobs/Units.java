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
    boolean day = DAY.equals(unit);
    return unit == null ? null : number(frame.column(day ? Rows.TIME : unit), day);
  }

  /** The same where a unit is always a column. */
  static int @Nullable [] ofColumn(@Nullable String column, Frame frame) {
    return column == null ? null : number(frame.column(column), false);
  }

  private static int[] number(FrameColumn column, boolean day) {
    double[] raw = new double[column.rows()];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = value(column, i, day);
    }
    double[] units = Arrays.stream(raw).sorted().distinct().toArray();
    int[] numbers = new int[raw.length];
    for (int i = 0; i < raw.length; i++) {
      numbers[i] = Arrays.binarySearch(units, raw[i]);
    }
    return numbers;
  }

  private static double value(FrameColumn column, int row, boolean day) {
    if (column instanceof FrameColumn.Numbers numbers) {
      double v = numbers.values()[row];
      return day ? Math.floor(v) : v;
    }
    return column instanceof FrameColumn.Texts texts
        ? texts.codes()[row]
        : ((FrameColumn.Longs) column).values()[row];
  }
}
