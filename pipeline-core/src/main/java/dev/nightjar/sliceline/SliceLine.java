package dev.nightjar.sliceline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The slices on which errors are greatest, exactly: none is missed. With n rows of mean error e, a
 * slice of s rows with the summed error E has the score α · (E / s / e − 1) − (1 − α) · (n / s −
 * 1), and those with the greatest scores above 0 are found among all that name one value each of
 * some columns.
 *
 * <p>Slices are made level by level, each of parents of one item less, all of which must still be
 * of interest: have enough rows, and a bound on the score of what lies within them that reaches the
 * best slices so far. Source: Sagadeeva and Boehm, "SliceLine: Fast, Linear-Algebra-based Slice
 * Finding for ML Model Debugging", SIGMOD 2021. Memory: the rows of single values as bits, at most
 * 256 MB, and some numbers for each slice of two levels.
 */
public final class SliceLine {

  private final CodeTable table;
  private final SliceQuery query;
  private final Basics basics;
  private final Planes planes;
  private final Scoring scoring;
  private final Best best;
  private long looked;

  private SliceLine(CodeTable table, SliceQuery query, double mean) {
    this.table = table;
    this.query = query;
    this.basics = new Basics(table, query.support());
    this.planes = new Planes(table.errors());
    this.scoring = new Scoring(query.alpha(), query.support(), table.rows(), mean);
    this.best = new Best(query.top());
  }

  /**
   * Searches. The best slice is first; of equal scores the one of fewer items, then that of earlier
   * columns and smaller codes. The same arguments give the same answer, bit by bit.
   *
   * @throws SliceLimitException when more slices would have to be looked at than the query allows
   */
  public static List<FoundSlice> search(CodeTable table, SliceQuery query) {
    double total = 0;
    for (double error : table.errors()) {
      total += error;
    }
    if (!(total > 0) || query.support() > table.rows()) {
      return List.of();
    }
    return new SliceLine(table, query, total / table.rows()).search();
  }

  private List<FoundSlice> search() {
    Level level = new Level();
    for (int i = 0; i < basics.items.size(); i++) {
      Level.Node most = new Level.Node(new int[] {i}, table.rows(), Double.MAX_VALUE, 0);
      look(level, most, basics.bits.get(i));
    }
    int deepest = query.level() == 0 ? table.codes().length : query.level();
    for (int items = 2; items <= deepest && !level.nodes.isEmpty(); items++) {
      level = next(level.without(scoring, best.threshold()));
    }
    return best.list();
  }

  private Level next(Level level) {
    Level next = new Level();
    List<Level.Node> nodes = level.nodes;
    long[] rows = new long[(table.rows() + Long.SIZE - 1) / Long.SIZE];
    long[] both = new long[rows.length];
    for (int i = 0; i < nodes.size(); i++) {
      boolean known = false;
      for (int j = i + 1; j < nodes.size() && nodes.get(i).sharesPrefix(nodes.get(j)); j++) {
        Level.Node most = joined(level, nodes.get(i), nodes.get(j).last());
        if (most != null) {
          if (!known) {
            rowsOf(nodes.get(i), rows);
            known = true;
          }
          and(rows, basics.bits.get(nodes.get(j).last()), both);
          look(next, most, both);
        }
      }
    }
    return next;
  }

  /** What both allow at most; null when that cannot be one of the best, nor hold any. */
  private Level.@Nullable Node joined(Level level, Level.Node first, int last) {
    if (basics.items.get(first.last()).column() == basics.items.get(last).column()) {
      return null;
    }
    int[] items = Arrays.copyOf(first.items(), first.items().length + 1);
    items[items.length - 1] = last;
    Level.Node most = level.parents(items);
    return most != null && open(most.size(), most.sumError(), most.maxError()) ? most : null;
  }

  private boolean open(int size, double sumError, double maxError) {
    return scoring.bound(size, sumError, maxError) >= best.threshold();
  }

  private void rowsOf(Level.Node node, long[] rows) {
    System.arraycopy(basics.bits.get(node.items()[0]), 0, rows, 0, rows.length);
    for (int k = 1; k < node.items().length; k++) {
      and(rows, basics.bits.get(node.items()[k]), rows);
    }
  }

  private static void and(long[] first, long[] second, long[] both) {
    for (int w = 0; w < both.length; w++) {
      both[w] = first[w] & second[w];
    }
  }

  /**
   * Looks at the rows of a slice.
   *
   * @param most its items, and what its parents allow at most; a maximum of 0 says that it has none
   */
  private void look(Level level, Level.Node most, long[] rows) {
    if (++looked > query.limit()) {
      throw new SliceLimitException(
          "more than %d slices would have to be looked at: ask for a greater support or fewer columns in a slice"
              .formatted(query.limit()));
    }
    int size = 0;
    for (long word : rows) {
      size += Long.bitCount(word);
    }
    if (size < query.support()
        || (most.maxError() > 0 && !open(size, most.sumError(), most.maxError()))) {
      return;
    }
    if (most.maxError() > 0 && planes.pay(size)) {
      double sum = Math.min(most.sumError(), planes.most(rows));
      if (!best.wants(scoring.score(size, sum))) {
        // Not one of the best: what it allows of slices within it is all that is asked.
        if (open(size, sum, most.maxError())) {
          level.add(new Level.Node(most.items(), size, sum, most.maxError()));
        }
        return;
      }
    }
    add(level, most.items(), size, rows);
  }

  private void add(Level level, int[] items, int size, long[] rows) {
    double[] errors = table.errors();
    double sum = 0;
    double max = 0;
    for (int w = 0; w < rows.length; w++) {
      // A sum of its own for each word, so that they need not wait for each other.
      double part = 0;
      for (long word = rows[w]; word != 0; word &= word - 1) {
        double error = errors[(w << 6) + Long.numberOfTrailingZeros(word)];
        part += error;
        max = error > max ? error : max;
      }
      sum += part;
    }
    if (sum > 0 && open(size, sum, max)) {
      level.add(new Level.Node(items, size, sum, max));
      best.offer(found(items, size, sum, max));
    }
  }

  private FoundSlice found(int[] items, int size, double sum, double max) {
    List<FoundSlice.Item> named = new ArrayList<>();
    for (int item : items) {
      named.add(basics.items.get(item));
    }
    return new FoundSlice(named, scoring.score(size, sum), size, sum, max);
  }
}
