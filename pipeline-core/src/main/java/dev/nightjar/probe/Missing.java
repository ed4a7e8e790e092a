package dev.nightjar.probe;

import dev.nightjar.dataset.FrameColumn;
import java.util.BitSet;

/** Values are not there. */
public record Missing() implements Change {

  @Override
  public String words() {
    return "missing";
  }

  @Override
  public boolean suits(FrameColumn column, boolean categorical) {
    return !(column instanceof FrameColumn.Longs);
  }

  @Override
  public FrameColumn of(FrameColumn column, BitSet chosen, RowDraws draws) {
    if (column instanceof FrameColumn.Texts texts) {
      int[] codes = texts.codes().clone();
      chosen.stream().forEach(row -> codes[row] = -1);
      return new FrameColumn.Texts(column.name(), codes, texts.dictionary());
    }
    return NumberChange.of(column, chosen, (row, value) -> Double.NaN);
  }
}
