package dev.nightjar.drift;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cells into which the rows of both sides fall: what their shares are compared by. Missing
 * values have one of their own.
 *
 * @param bound more than any cell
 */
@SuppressWarnings("ArrayRecordComponent")
record Cells(int[] before, int[] after, int bound) {

  private static final int MISSING = 0;
  private static final int UNSEEN = 1;
  private static final int RARE = 2;
  private static final int DECILES = 10;

  /** Expected rows of a side below which a category has no cell of its own (Cochran 1954). */
  private static final int FEWEST = 5;

  /**
   * Of numbers: the deciles of the values before. Where the least value is a whole decile, whatever
   * is below it has a cell.
   *
   * @param ascending the values before, without missing ones
   */
  static Cells numbers(double[] before, double[] after, double[] ascending) {
    double[] edges = new double[DECILES];
    int n = 0;
    for (int i = 1; i < DECILES && ascending.length > 0; i++) {
      double edge = ascending[(int) ((long) (ascending.length - 1) * i / DECILES)];
      if (n == 0 && edge == ascending[0]) {
        edges[n++] = Math.nextDown(edge);
      }
      if (n == 0 || edge > edges[n - 1]) {
        edges[n++] = edge;
      }
    }
    double[] own = Arrays.copyOf(edges, n);
    return new Cells(places(before, own), places(after, own), n + 2);
  }

  private static int[] places(double[] values, double[] edges) {
    int[] cells = new int[values.length];
    for (int i = 0; i < cells.length; i++) {
      int at = Arrays.binarySearch(edges, values[i]);
      cells[i] = Double.isNaN(values[i]) ? MISSING : 1 + (at < 0 ? -at - 1 : at);
    }
    return cells;
  }

  /**
   * Of categories: each has a cell that is expected often enough on both sides; the rare ones share
   * one, and so do those that were not there before.
   */
  static Cells categories(Categories before, Categories after) {
    Map<String, long[]> counts = new TreeMap<>();
    before.count(counts, 0);
    after.count(counts, 1);
    double n = before.codes().length;
    double m = after.codes().length;
    Map<String, Integer> cells = new TreeMap<>();
    int bound = RARE + 1;
    for (Map.Entry<String, long[]> entry : counts.entrySet()) {
      long[] both = entry.getValue();
      boolean rare = (both[0] + both[1]) * Math.min(n, m) / (n + m) < FEWEST;
      cells.put(entry.getKey(), both[0] == 0 ? UNSEEN : rare ? RARE : bound++);
    }
    return new Cells(before.cells(cells, MISSING), after.cells(cells, MISSING), bound);
  }

  /** How many rows before fall into each. */
  long[] countsBefore() {
    return counts(before);
  }

  /** How many rows of the test set fall into each. */
  long[] countsAfter() {
    return counts(after);
  }

  private long[] counts(int[] cells) {
    long[] counts = new long[bound];
    for (int cell : cells) {
      counts[cell]++;
    }
    return counts;
  }
}
