package dev.nightjar.statistics;

/**
 * How many independent rows a sample is worth whose rows come in units, such as days: rows over the
 * mean design effect of the shares of its cells, or over the greatest of the shares up to each cell
 * where the order of cells is looked at. Source: Rao and Scott, "The analysis of categorical data
 * from complex sample surveys", Journal of the American Statistical Association 76 (1981), the
 * first-order correction.
 */
public final class DesignEffect {

  private DesignEffect() {}

  /**
   * At most the number of rows; not a number when there are not two units.
   *
   * @param cells the cell of each row
   * @param units the unit of each row
   * @param bound more than any cell
   */
  public static double independent(int[] cells, int[] units, int bound) {
    int most = -1;
    for (int unit : units) {
      most = Math.max(most, unit);
    }
    long[][] counts = new long[most + 1][bound];
    long[] rows = new long[most + 1];
    long[] all = new long[bound];
    for (int i = 0; i < cells.length; i++) {
      counts[units[i]][cells[i]]++;
      rows[units[i]]++;
      all[cells[i]]++;
    }
    long present = 0;
    for (long of : rows) {
      present += of > 0 ? 1 : 0;
    }
    return present < 2 ? Double.NaN : cells.length / Math.max(1, mean(counts, rows, all, present));
  }

  /**
   * The same for what looks at the order of cells.
   *
   * @param cells the cell of each row, those below {@code from} counting for nothing
   */
  public static double ordered(int[] cells, int[] units, int bound, int from) {
    double least = independent(cells, units, bound);
    for (int edge = from + 1; edge < bound; edge++) {
      int[] sides = new int[cells.length];
      for (int i = 0; i < cells.length; i++) {
        sides[i] = cells[i] < from ? 0 : cells[i] < edge ? 1 : 2;
      }
      least = Math.min(least, independent(sides, units, 3));
    }
    return least;
  }

  private static double mean(long[][] counts, long[] rows, long[] all, long units) {
    double n = 0;
    for (long of : rows) {
      n += of;
    }
    double sum = 0;
    int filled = 0;
    for (int k = 0; k < all.length; k++) {
      if (all[k] > 0) {
        filled++;
        double share = all[k] / n;
        double squares = 0;
        for (int u = 0; u < rows.length; u++) {
          double away = counts[u][k] - share * rows[u];
          squares += away * away;
        }
        sum += squares / n / share;
      }
    }
    return filled < 2 ? 1 : sum * units / (units - 1) / (filled - 1);
  }
}
