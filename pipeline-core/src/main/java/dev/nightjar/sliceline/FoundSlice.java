package dev.nightjar.sliceline;

import java.util.Comparator;
import java.util.List;

/**
 * A slice: the rows that have these values.
 *
 * @param items a value for each of some columns, in ascending order of columns
 * @param score see {@link SliceLine}; above 0
 * @param size number of rows
 * @param sumError sum of their errors
 * @param maxError greatest of their errors
 */
public record FoundSlice(
    List<Item> items, double score, int size, double sumError, double maxError) {

  /** Best first; of equal scores fewer items first, then by columns and codes. */
  static final Comparator<FoundSlice> ORDER =
      Comparator.comparingDouble((FoundSlice s) -> -s.score())
          .thenComparingInt(s -> s.items().size())
          .thenComparing(FoundSlice::items, FoundSlice::compare);

  public FoundSlice {
    items = List.copyOf(items);
  }

  /** A column by its place, and the code of its value. */
  public record Item(int column, int code) {}

  private static int compare(List<Item> first, List<Item> second) {
    for (int i = 0; i < first.size(); i++) {
      Item a = first.get(i);
      Item b = second.get(i);
      int order =
          a.column() != b.column()
              ? Integer.compare(a.column(), b.column())
              : Integer.compare(a.code(), b.code());
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
