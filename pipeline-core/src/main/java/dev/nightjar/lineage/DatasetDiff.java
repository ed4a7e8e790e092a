package dev.nightjar.lineage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The difference of two versions of a dataset.
 *
 * @param dataset its name
 * @param before the first
 * @param after the second
 * @param segments which came, left and were replaced
 * @param columns which came, left and changed their type
 * @param rows how many rows came, left and changed
 * @param compared which rows the distributions are of
 * @param read segments whose rows were read
 * @param distributions of the columns that both have, the most moved first
 */
public record DatasetDiff(
    String dataset,
    Side before,
    Side after,
    SegmentChanges segments,
    ColumnChanges columns,
    RowChanges rows,
    Compared compared,
    int read,
    List<ColumnShift> distributions) {

  public DatasetDiff {
    distributions = List.copyOf(distributions);
  }

  /** Which rows distributions are of. */
  public enum Compared {
    /** The rows of segments that only one of the two has. */
    DIFFERING,
    /** All rows of both. */
    ALL
  }

  /** One of the two versions. */
  public record Side(String name, long position, long segments, long rows) {}

  /**
   * How rows were told apart, and how many there are of each kind.
   *
   * @param id columns that name a row; empty: rows are compared whole, as a multiset, and none is
   *     changed
   * @param added rows that only the second has
   * @param removed rows that only the first has
   * @param changed rows whose id both have, with other values
   */
  public record RowChanges(List<String> id, long added, long removed, long changed) {
    public RowChanges {
      id = List.copyOf(id);
    }
  }

  /**
   * How a column moved.
   *
   * @param distance population stability index between the two; null when one has no rows
   * @param byChance what it would be on average were both drawn from the same rows; null likewise
   */
  public record ColumnShift(
      String column,
      ColumnProfile before,
      ColumnProfile after,
      @Nullable Double distance,
      @Nullable Double byChance) {}

  /** Whether nothing differs at all. */
  public boolean none() {
    return segments.none() && columns.none();
  }
}
