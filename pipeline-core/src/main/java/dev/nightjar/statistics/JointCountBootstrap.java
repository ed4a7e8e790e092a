package dev.nightjar.statistics;

import java.util.Arrays;

/**
 * Percentile bootstrap of numbers that depend on the counts of (label, candidate's decision,
 * reference's decision) alone, such as precision, F1 and Matthews' correlation. Resampling the
 * eight counts from their multinomial is the same distribution as resampling rows, at none of the
 * cost. Rows that come in units: whole units are resampled. Source: Efron and Tibshirani, An
 * Introduction to the Bootstrap (1993), 13.3.
 *
 * <p>Results depend on counts, key and number of replicates alone.
 */
public final class JointCountBootstrap {

  /** Cells: 4 × label + 2 × candidate's decision + reference's decision. */
  public static final int CELLS = 8;

  /** More units than this are first joined at random into so many, which stay independent. */
  private static final int MOST_UNITS = 256;

  private final long[] observed;
  private final long[] replicates;
  private final double degrees;

  private JointCountBootstrap(long[] observed, long[] replicates, double degrees) {
    this.observed = observed;
    this.replicates = replicates;
    this.degrees = degrees;
  }

  /** Of independent rows. */
  public static JointCountBootstrap of(long[] cells, int replicates, long key) {
    long n = Arrays.stream(cells).sum();
    long[] drawn = new long[replicates * CELLS];
    for (int r = 0; r < replicates; r++) {
      CounterRandom random = CounterRandom.of(key, r);
      long left = n;
      long mass = n;
      for (int cell = CELLS - 1; cell > 0 && left > 0; cell--) {
        long count =
            cells[cell] == 0 ? 0 : BinomialDraw.draw(random, left, share(cells[cell], mass));
        drawn[r * CELLS + cell] = count;
        left -= count;
        mass -= cells[cell];
      }
      drawn[r * CELLS] = left;
    }
    return new JointCountBootstrap(cells.clone(), drawn, Double.POSITIVE_INFINITY);
  }

  /**
   * Of rows in units.
   *
   * @param unitCells for each unit its eight counts, one after the other; units without rows do not
   *     count
   */
  public static JointCountBootstrap clustered(long[] unitCells, int replicates, long key) {
    long[] units = join(unitCells, key);
    int count = units.length / CELLS;
    long[] observed = new long[CELLS];
    for (int i = 0; i < units.length; i++) {
      observed[i % CELLS] += units[i];
    }
    long[] drawn = new long[replicates * CELLS];
    for (int r = 0; r < replicates; r++) {
      CounterRandom random = CounterRandom.of(key, r);
      for (int draw = 0; draw < count; draw++) {
        int unit = random.nextInt(count) * CELLS;
        for (int cell = 0; cell < CELLS; cell++) {
          drawn[r * CELLS + cell] += units[unit + cell];
        }
      }
    }
    return new JointCountBootstrap(observed, drawn, count - 1.0);
  }

  /**
   * Candidate minus reference. The p-value is NaN. Replicates in which the number is undefined for
   * a model are left out; when they are the majority, or there are fewer than two units, the
   * interval is NaN. When the replicates do not vary, as when no two rows differ, the interval ends
   * at z²/(n + z²) on either side, as Tango's does.
   *
   * @param n rows of the statistic's own denominator, for the last case
   */
  public Estimate difference(ConfusionStatistic statistic, long n, double confidence) {
    Quantile.check(confidence);
    double value = difference(statistic, observed, 0);
    if (Double.isNaN(value) || degrees < 1) {
      return Estimate.withoutInterval(value);
    }
    int replicateCount = replicates.length / CELLS;
    double[] differences = new double[replicateCount];
    int defined = 0;
    for (int r = 0; r < replicateCount; r++) {
      double d = difference(statistic, replicates, r * CELLS);
      if (!Double.isNaN(d)) {
        differences[defined++] = d;
      }
    }
    if (2 * defined <= replicateCount) {
      return Estimate.withoutInterval(value);
    }
    Arrays.sort(differences, 0, defined);
    if (differences[0] == differences[defined - 1]) {
      double z = Quantile.t(confidence, degrees);
      double seen = Double.isInfinite(degrees) ? (double) n : Math.min((double) n, degrees + 1);
      double reach = z * z / (seen + z * z);
      return new Estimate(value, value - reach, value + reach, Double.NaN);
    }
    double level = Percentiles.level(confidence, degrees);
    return Percentiles.around(value, differences, defined, level);
  }

  private static double difference(ConfusionStatistic statistic, long[] c, int at) {
    double candidateTrue = (double) (c[at + 6] + c[at + 7]);
    double candidateFalse = (double) (c[at + 2] + c[at + 3]);
    double referenceTrue = (double) (c[at + 5] + c[at + 7]);
    double referenceFalse = (double) (c[at + 1] + c[at + 3]);
    double positives = candidateTrue + (double) (c[at + 4] + c[at + 5]);
    double negatives = candidateFalse + (double) (c[at] + c[at + 1]);
    return statistic.of(
            candidateTrue, candidateFalse, positives - candidateTrue, negatives - candidateFalse)
        - statistic.of(
            referenceTrue, referenceFalse, positives - referenceTrue, negatives - referenceFalse);
  }

  private static double share(long cell, long mass) {
    return (double) cell / mass;
  }

  private static long[] join(long[] unitCells, long key) {
    long[] kept = new long[unitCells.length];
    int count = 0;
    for (int u = 0; u < unitCells.length; u += CELLS) {
      long rows = 0;
      for (int cell = 0; cell < CELLS; cell++) {
        kept[count * CELLS + cell] = unitCells[u + cell];
        rows += unitCells[u + cell];
      }
      count += rows > 0 ? 1 : 0;
    }
    if (count <= MOST_UNITS) {
      return Arrays.copyOf(kept, count * CELLS);
    }
    long[] joined = new long[MOST_UNITS * CELLS];
    int[] place = shuffled(count, key);
    for (int u = 0; u < count; u++) {
      int group = place[u] % MOST_UNITS * CELLS;
      for (int cell = 0; cell < CELLS; cell++) {
        joined[group + cell] += kept[u * CELLS + cell];
      }
    }
    return joined;
  }

  private static int[] shuffled(int n, long key) {
    CounterRandom random = CounterRandom.of(key, -1);
    int[] places = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      places[i] = places[j];
      places[j] = i;
    }
    return places;
  }
}
