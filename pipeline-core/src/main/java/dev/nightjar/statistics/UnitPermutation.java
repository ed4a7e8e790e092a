package dev.nightjar.statistics;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * What statistics of two samples are by chance when rows come in units, such as days: whole units
 * change sides, as many as there are on each. Where both sides are alike, every choice is as likely
 * as the one that was seen. Source: Pitman, "Significance tests which may be applied to samples
 * from any populations", Supplement to the Journal of the Royal Statistical Society 4 (1937); that
 * the seen one counts too: Phipson and Smyth, Statistical Applications in Genetics and Molecular
 * Biology 9:39 (2010).
 */
public final class UnitPermutation {

  /** Beyond so many units nobody waits for them. */
  public static final int MOST_UNITS = 2_000;

  private static final int DRAWS = 4_999;
  private static final double ROUNDING = 1e-12;

  private final long[][] units;
  private final int before;
  private final int after;
  private final int bound;
  private final long[] total;
  private final long seed;

  /**
   * Of rows with their cells and units.
   *
   * @param bound more than any cell
   * @param seed of the choices
   */
  public UnitPermutation(
      int[] cellsBefore,
      int[] unitsBefore,
      int[] cellsAfter,
      int[] unitsAfter,
      int bound,
      long seed) {
    long[][] first = counts(cellsBefore, unitsBefore, bound);
    long[][] second = counts(cellsAfter, unitsAfter, bound);
    this.before = first.length;
    this.after = second.length;
    this.units = Arrays.copyOf(first, before + after);
    System.arraycopy(second, 0, units, before, after);
    this.bound = bound;
    this.seed = seed;
    this.total = new long[bound];
    for (long[] unit : units) {
      add(unit, total, 1);
    }
  }

  private static long[][] counts(int[] cells, int[] units, int bound) {
    long[][] counts = new long[Arrays.stream(units).max().orElse(-1) + 1][bound];
    for (int i = 0; i < cells.length; i++) {
      counts[units[i]][cells[i]]++;
    }
    return counts;
  }

  /** Whether there are units enough on both sides, and few enough to choose among. */
  public boolean possible() {
    return before > 1 && after > 1 && before + after <= MOST_UNITS;
  }

  /** The statistic by chance, ascending. */
  public double[] by(ToDoubleFunction<CellCounts> statistic) {
    CounterRandom random = new CounterRandom(seed);
    int[] order = new int[units.length];
    Arrays.setAll(order, i -> i);
    double[] all = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      long[] chosen = new long[bound];
      for (int i = 0; i < after; i++) {
        int j = i + random.nextInt(order.length - i);
        int unit = order[j];
        order[j] = order[i];
        order[i] = unit;
        add(units[unit], chosen, 1);
      }
      long[] others = total.clone();
      add(chosen, others, -1);
      all[draw] = statistic.applyAsDouble(new CellCounts(others, chosen));
    }
    Arrays.sort(all);
    return all;
  }

  private static void add(long[] from, long[] to, int sign) {
    for (int i = 0; i < from.length; i++) {
      to[i] += sign * from[i];
    }
  }

  /** The chance of a statistic as great as the one that was seen. */
  public static double p(double[] ascending, double seen) {
    if (Double.isNaN(seen)) {
      return Double.NaN;
    }
    int least = Arrays.binarySearch(ascending, Math.nextDown(seen - ROUNDING));
    int below = least < 0 ? -least - 1 : least;
    return (1.0 + ascending.length - below) / (1 + ascending.length);
  }

  /** What the statistic is above on a share 1 − confidence of choices. */
  public static double critical(double[] ascending, double confidence) {
    int place = (int) Math.ceil(confidence * (ascending.length + 1)) - 1;
    return ascending[Math.min(ascending.length - 1, place)];
  }
}
