package dev.nightjar.probe;

import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.text.Figures;
import java.util.BitSet;

/**
 * Numbers come in another unit: {@code value × factor + offset}.
 *
 * @param factor not 0
 * @param offset added afterwards
 */
public record Unit(double factor, double offset) implements Change {

  public Unit {
    if (!Double.isFinite(factor) || !Double.isFinite(offset) || factor == 0) {
      throw new IllegalArgumentException("a unit has a factor that is not 0");
    }
    if (factor == 1 && offset == 0) {
      throw new IllegalArgumentException("a factor of 1 and an offset of 0 change nothing");
    }
  }

  @Override
  public String words() {
    String times = factor == 1 ? "" : "times " + Figures.plain(factor);
    String plus =
        offset == 0 ? "" : (offset < 0 ? "minus " : "plus ") + Figures.plain(Math.abs(offset));
    return times.isEmpty() || plus.isEmpty() ? times + plus : times + ", " + plus;
  }

  @Override
  public boolean suits(FrameColumn column, boolean categorical) {
    return NumberChange.suits(column, categorical);
  }

  @Override
  public FrameColumn of(FrameColumn column, BitSet chosen, RowDraws draws) {
    return NumberChange.of(column, chosen, (row, value) -> value * factor + offset);
  }
}
