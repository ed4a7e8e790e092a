package dev.nightjar.sliceline;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks at every slice, value by value and row by row, and prunes nothing: what {@link SliceLine}
 * is held against.
 */
public final class ExhaustiveSearch {

  private final CodeTable table;
  private final SliceQuery query;
  private final List<FoundSlice> found = new ArrayList<>();
  private final int[] values;
  private double mean;
  private long looked;

  private ExhaustiveSearch(CodeTable table, SliceQuery query) {
    this.table = table;
    this.query = query;
    this.values = new int[table.codes().length];
    for (int c = 0; c < values.length; c++) {
      for (int code : table.codes()[c]) {
        values[c] = Math.max(values[c], code + 1);
      }
    }
  }

  /** The best slices, and how many were looked at. */
  public record Answer(List<FoundSlice> slices, long looked) {}

  /** Searches as {@link SliceLine} is asked to. */
  public static Answer search(CodeTable table, SliceQuery query) {
    ExhaustiveSearch search = new ExhaustiveSearch(table, query);
    int[] all = new int[table.rows()];
    for (int row = 0; row < all.length; row++) {
      all[row] = row;
      search.mean += table.errors()[row] / all.length;
    }
    search.extend(new ArrayList<>(), all, all.length, 0);
    search.found.sort(FoundSlice.ORDER);
    List<FoundSlice> best = search.found.stream().limit(query.top()).toList();
    return new Answer(best, search.looked);
  }

  private void extend(List<FoundSlice.Item> items, int[] rows, int size, int from) {
    int most = query.level() == 0 ? values.length : query.level();
    if (items.size() == most) {
      return;
    }
    int[] part = new int[size];
    for (int c = from; c < values.length; c++) {
      for (int code = 0; code < values[c]; code++) {
        int n = 0;
        double sum = 0;
        double max = 0;
        for (int i = 0; i < size; i++) {
          if (table.codes()[c][rows[i]] == code) {
            double error = table.errors()[rows[i]];
            part[n++] = rows[i];
            sum += error;
            max = Math.max(max, error);
          }
        }
        looked++;
        items.add(new FoundSlice.Item(c, code));
        if (n >= query.support()) {
          double score =
              query.alpha() * (sum / n / mean - 1)
                  - (1 - query.alpha()) * ((double) table.rows() / n - 1);
          if (score > 1e-12) {
            found.add(new FoundSlice(items, score, n, sum, max));
          }
        }
        extend(items, part, n, c + 1);
        items.remove(items.size() - 1);
      }
    }
  }
}
