package dev.nightjar.probe;

import dev.nightjar.dataset.FrameColumn;
import java.util.BitSet;

/**
 * Values change places among all rows, missing ones too, so that they tell nothing of their row any
 * more and are the same as a whole. Rows of one unit are not kept together.
 */
public record Permuted() implements Change {

  @Override
  public String words() {
    return "permuted";
  }

  @Override
  public boolean suits(FrameColumn column, boolean categorical) {
    return true;
  }

  /** Of all rows: some rows alone could not change places with others. */
  @Override
  public FrameColumn of(FrameColumn column, BitSet chosen, RowDraws draws) {
    if (chosen.cardinality() < column.rows()) {
      throw new IllegalArgumentException(
          "all rows of " + column.name() + " change places, or none");
    }
    return column.at(draws.permutation());
  }
}
