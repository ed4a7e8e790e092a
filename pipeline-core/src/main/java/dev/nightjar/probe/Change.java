package dev.nightjar.probe;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.nightjar.dataset.FrameColumn;
import java.util.BitSet;

/**
 * What happens to the values of a column. Pure: the same column, rows and draws give the same
 * values, whatever the order of the rows.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Noise.class, name = "noise"),
  @JsonSubTypes.Type(value = Missing.class, name = "missing"),
  @JsonSubTypes.Type(value = Unit.class, name = "unit"),
  @JsonSubTypes.Type(value = Unseen.class, name = "unseen"),
  @JsonSubTypes.Type(value = Permuted.class, name = "permuted")
})
public sealed interface Change permits Noise, Missing, Unit, Unseen, Permuted {

  /** What it does, for people: {@code noise of 0.1 standard deviations}. */
  String words();

  /**
   * Whether values of that kind can be changed so.
   *
   * @param categorical whether numbers are meant as names
   */
  boolean suits(FrameColumn column, boolean categorical);

  /**
   * The column with other values in some rows. Missing values stay missing.
   *
   * @param column one that it {@link #suits}
   * @param chosen the rows whose values change
   * @param draws for this column alone
   */
  FrameColumn of(FrameColumn column, BitSet chosen, RowDraws draws);
}
