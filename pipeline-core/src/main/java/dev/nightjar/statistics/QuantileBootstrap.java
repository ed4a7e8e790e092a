package dev.nightjar.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Percentile bootstrap of quantiles of values that come in rounds: whole rounds are resampled, so
 * that what all values of a round share (a busy machine) widens the interval. A quantile is the
 * least value that at least that share of the values does not exceed (type 1 of Hyndman and Fan,
 * The American Statistician 50, 1996). Source of the interval: Efron and Tibshirani, An
 * Introduction to the Bootstrap (1993), 8.3 and 13.3; expanded for few rounds as Hesterberg (The
 * American Statistician 69, 2015) has it.
 *
 * <p>Results depend on values, key and number of replicates alone: two with the same key, rounds
 * and replicates draw the same rounds. Immutable.
 */
public final class QuantileBootstrap {

  private final double[] sorted;
  private final int[] rounds;
  private final int count;
  private final int replicates;
  private final long key;

  /**
   * Of these values.
   *
   * @param values by round; at least one round, and one value in each
   */
  public QuantileBootstrap(double[][] values, int replicates, long key) {
    if (values.length == 0 || Arrays.stream(values).anyMatch(round -> round.length == 0)) {
      throw new IllegalArgumentException("there is at least one round, and a value in each");
    }
    int n = Arrays.stream(values).mapToInt(round -> round.length).sum();
    double[] all = new double[n];
    int[] of = new int[n];
    int at = 0;
    for (int round = 0; round < values.length; round++) {
      for (double value : values[round]) {
        all[at] = value;
        of[at++] = round;
      }
    }
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> all[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.sorted = Arrays.stream(order).mapToDouble(i -> all[i]).toArray();
    this.rounds = Arrays.stream(order).map(i -> of[i]).toArray();
    this.count = values.length;
    this.replicates = replicates;
    this.key = key;
  }

  /** The quantile of a share between 0 and 1; a single round has no interval. */
  public Estimate of(double share, double confidence) {
    return estimate(draws -> quantile(share, draws), confidence);
  }

  /**
   * The quantile of the other less this one: positive when these values are smaller.
   *
   * @throws IllegalArgumentException when the other has not the same rounds and draws
   */
  public Estimate below(QuantileBootstrap other, double share, double confidence) {
    if (other.count != count || other.replicates != replicates || other.key != key) {
      throw new IllegalArgumentException("both have the same rounds, replicates and key");
    }
    return estimate(draws -> other.quantile(share, draws) - quantile(share, draws), confidence);
  }

  private interface Statistic {
    double of(int[] draws);
  }

  private Estimate estimate(Statistic number, double confidence) {
    Quantile.check(confidence);
    int[] once = new int[count];
    Arrays.fill(once, 1);
    double value = number.of(once);
    if (count < 2) {
      return Estimate.withoutInterval(value);
    }
    IntToDoubleFunction replicate = r -> number.of(draws(r));
    double[] drawn = IntStream.range(0, replicates).mapToDouble(replicate).sorted().toArray();
    double level = Percentiles.level(confidence, count - 1.0);
    return Percentiles.around(value, drawn, drawn.length, level);
  }

  /** How often each round is drawn. */
  private int[] draws(int replicate) {
    CounterRandom random = CounterRandom.of(key, replicate);
    int[] draws = new int[count];
    for (int i = 0; i < count; i++) {
      draws[random.nextInt(count)]++;
    }
    return draws;
  }

  private double quantile(double share, int[] draws) {
    long total = 0;
    for (int round : rounds) {
      total += draws[round];
    }
    long wanted = Math.max(1, (long) Math.ceil(share * (double) total));
    int i = -1;
    for (long seen = 0; seen < wanted; ) {
      seen += draws[rounds[++i]];
    }
    return sorted[i];
  }
}
