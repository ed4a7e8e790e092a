package dev.nightjar.statistics;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Percentile bootstrap of gaps between groups over the counts of (label, candidate's decision,
 * reference's decision) in each group: within each group from its multinomial, or whole units where
 * rows come in units, which are resampled with all their groups. Source: Efron and Tibshirani, An
 * Introduction to the Bootstrap (1993), 8.3 and 13.3.
 *
 * <p>Results depend on counts, key and number of replicates alone.
 */
public final class GapBootstrap {

  private static final int CELLS = JointCountBootstrap.CELLS;

  private final long[] observed;
  private final long[][] replicates;
  private final long units;

  private GapBootstrap(long[] observed, long[][] replicates, long units) {
    this.observed = observed;
    this.replicates = replicates;
    this.units = units;
  }

  /**
   * Of independent rows.
   *
   * @param cells the eight counts of each group, as {@link JointCountBootstrap} has them
   */
  public static GapBootstrap rows(long[] cells, int replicates, long key) {
    long[][] drawn = new long[replicates][cells.length];
    for (int r = 0; r < replicates; r++) {
      CounterRandom random = CounterRandom.of(key, r);
      for (int g = 0; g < cells.length; g += CELLS) {
        draw(cells, g, drawn[r], random);
      }
    }
    return new GapBootstrap(cells.clone(), drawn, Long.MAX_VALUE);
  }

  private static void draw(long[] cells, int from, long[] to, CounterRandom random) {
    long left = Arrays.stream(cells, from, from + CELLS).sum();
    long mass = left;
    for (int cell = from; cell < from + CELLS && left > 0; cell++) {
      long count = BinomialDraw.draw(random, left, (double) cells[cell] / mass);
      to[cell] = count;
      left -= count;
      mass -= cells[cell];
    }
  }

  /** Of rows in units: the counts of all groups of each unit. */
  public static GapBootstrap units(long[][] unitCells, int replicates, long key) {
    long[][] present =
        Arrays.stream(unitCells).filter(c -> Arrays.stream(c).sum() > 0).toArray(long[][]::new);
    int size = unitCells.length == 0 ? 0 : unitCells[0].length;
    long[] observed = new long[size];
    for (long[] unit : present) {
      add(observed, unit);
    }
    long[][] drawn = new long[replicates][size];
    for (int r = 0; r < replicates; r++) {
      CounterRandom random = CounterRandom.of(key, r);
      for (int draw = 0; draw < present.length; draw++) {
        add(drawn[r], present[random.nextInt(present.length)]);
      }
    }
    return new GapBootstrap(observed, drawn, present.length);
  }

  private static void add(long[] to, long[] more) {
    for (int i = 0; i < to.length; i++) {
      to[i] += more[i];
    }
  }

  /** Rows of the smallest denominator of any group. */
  public long rows(Gap gap) {
    return gap.rows(confusions(observed, true));
  }

  /** The candidate's gap, inside [0, 1]. */
  public Estimate candidate(Gap gap, double confidence) {
    return estimate(gap, cells -> gap.of(confusions(cells, true)), confidence).within(0, 1);
  }

  /** The reference's gap less the candidate's: a smaller gap is a gain. */
  public Estimate gain(Gap gap, double confidence) {
    return estimate(
            gap,
            cells -> gap.of(confusions(cells, false)) - gap.of(confusions(cells, true)),
            confidence)
        .within(-1, 1);
  }

  /** As {@link JointCountBootstrap#difference} has it, of whatever number. */
  private Estimate estimate(Gap gap, ToDoubleFunction<long[]> number, double confidence) {
    Quantile.check(confidence);
    double value = number.applyAsDouble(observed);
    if (Double.isNaN(value) || units < 2) {
      return Estimate.withoutInterval(value);
    }
    double[] values =
        Arrays.stream(replicates).mapToDouble(number).filter(v -> !Double.isNaN(v)).toArray();
    if (2 * values.length <= replicates.length) {
      return Estimate.withoutInterval(value);
    }
    Arrays.sort(values);
    if (values[0] == values[values.length - 1]) {
      double z = Quantile.normal(confidence);
      double reach = z * z / (Math.min(units, rows(gap)) + z * z);
      return new Estimate(value, value - reach, value + reach, Double.NaN);
    }
    double degrees = units == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : units - 1.0;
    double level = Percentiles.level(confidence, degrees);
    return Percentiles.around(value, values, values.length, level);
  }

  private static long[][] confusions(long[] cells, boolean candidate) {
    int bit = candidate ? 2 : 1;
    long[][] groups = new long[cells.length / CELLS][4];
    for (int i = 0; i < cells.length; i++) {
      boolean called = (i & bit) != 0;
      boolean positive = (i & 4) != 0;
      groups[i / CELLS][positive ? (called ? 0 : 2) : (called ? 1 : 3)] += cells[i];
    }
    return groups;
  }
}
