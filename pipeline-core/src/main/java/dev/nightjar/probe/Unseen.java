package dev.nightjar.probe;

import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.statistics.CounterRandom;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/** Categories are all the same one, which nobody has seen before. */
public record Unseen() implements Change {

  /** Below it no whole number is a category of anything. */
  private static final double NUMBERS = -0x1p52;

  @Override
  public String words() {
    return "a category never seen";
  }

  @Override
  public boolean suits(FrameColumn column, boolean categorical) {
    return column instanceof FrameColumn.Texts
        || (column instanceof FrameColumn.Numbers && categorical);
  }

  @Override
  public FrameColumn of(FrameColumn column, BitSet chosen, RowDraws draws) {
    long draw = CounterRandom.of(draws.seed(), 0).nextLong();
    if (column instanceof FrameColumn.Texts texts) {
      return of(texts, chosen, "unseen " + Long.toHexString(draw));
    }
    return NumberChange.of(column, chosen, (row, value) -> NUMBERS - (draw & 0xFFFF));
  }

  private static FrameColumn of(FrameColumn.Texts texts, BitSet chosen, String unseen) {
    List<String> dictionary = new ArrayList<>(texts.dictionary());
    int at = Collections.binarySearch(dictionary, unseen);
    if (at >= 0) {
      throw new IllegalArgumentException(texts.name() + " has the category " + unseen);
    }
    int code = -at - 1;
    dictionary.add(code, unseen);
    int[] codes = texts.codes().clone();
    for (int row = 0; row < codes.length; row++) {
      if (codes[row] >= 0) {
        codes[row] = chosen.get(row) ? code : codes[row] + (codes[row] >= code ? 1 : 0);
      }
    }
    return new FrameColumn.Texts(texts.name(), codes, dictionary);
  }
}
