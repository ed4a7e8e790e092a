package dev.nightjar.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * How an evaluation is done.
 *
 * @param confidence one-sided, between 1/2 and 1: intervals are central of level 2 × confidence − 1
 * @param seed of the bootstraps; the same seed gives the same numbers on any machine
 * @param replicates of each bootstrap, at least 100
 * @param metrics in the order in which they are reported
 */
public record Settings(double confidence, long seed, int replicates, List<Metric> metrics) {

  /** Replicates unless said otherwise. */
  public static final int REPLICATES = 2000;

  public Settings {
    metrics = List.copyOf(metrics);
    if (!(confidence > 0.5 && confidence < 1)) {
      throw new IllegalArgumentException("confidence lies between 50 % and 100 %: " + confidence);
    }
    if (replicates < 100) {
      throw new IllegalArgumentException("a bootstrap needs 100 replicates, not " + replicates);
    }
  }

  /** The same with these metrics after the others. */
  public Settings with(List<? extends Metric> more) {
    List<Metric> all = new ArrayList<>(metrics);
    all.addAll(more);
    return new Settings(confidence, seed, replicates, all);
  }

  /** All metrics, {@value #REPLICATES} replicates. */
  public static Settings of(double confidence, long seed) {
    return new Settings(confidence, seed, REPLICATES, Metrics.all());
  }
}
