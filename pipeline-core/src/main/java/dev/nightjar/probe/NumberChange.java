package dev.nightjar.probe;

import dev.nightjar.dataset.FrameColumn;
import java.util.BitSet;

/** Makes a column of numbers of another. */
final class NumberChange {

  private NumberChange() {}

  /** The number that a row has instead. */
  @FunctionalInterface
  interface Of {
    double number(int row, double value);
  }

  static boolean suits(FrameColumn column, boolean categorical) {
    return column instanceof FrameColumn.Numbers && !categorical;
  }

  /** Missing numbers stay missing. */
  static FrameColumn of(FrameColumn column, BitSet chosen, Of change) {
    double[] values = ((FrameColumn.Numbers) column).values().clone();
    for (int row = chosen.nextSetBit(0); row >= 0; row = chosen.nextSetBit(row + 1)) {
      if (!Double.isNaN(values[row])) {
        values[row] = change.number(row, values[row]);
      }
    }
    return new FrameColumn.Numbers(column.name(), values);
  }
}
