package dev.nightjar.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a {@link RowSource} are wanted.
 *
 * @param range event time
 * @param without intervals whose rows are left out, such as those of the test sets
 * @param side which side of the recipe's split; null: both
 * @param where a further condition; null: none
 * @param sample at most so many rows, those with the smallest hash of their key; 0: all
 */
public record RowSelection(
    TimeRange range,
    List<TimeRange> without,
    @Nullable Side side,
    @Nullable Expression where,
    int sample) {

  /** The sides of a split. */
  public enum Side {
    TRAIN,
    DEV
  }

  public RowSelection {
    without = List.copyOf(without);
  }

  /** All rows of the range. */
  public static RowSelection of(TimeRange range) {
    return new RowSelection(range, List.of(), null, null, 0);
  }
}
