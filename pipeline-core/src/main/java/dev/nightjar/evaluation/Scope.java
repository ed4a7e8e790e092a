package dev.nightjar.evaluation;

import dev.nightjar.statistics.Correlated;
import dev.nightjar.statistics.CounterRandom;
import dev.nightjar.statistics.JointCountBootstrap;
import dev.nightjar.statistics.Sample;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * All rows of a test set, or those of one slice, with what is counted once for all metrics. Counts
 * are kept by unit; independent rows are counted as one.
 */
final class Scope {

  final JudgedSet set;
  final String slice;
  final Sample sample;
  private final Rankings.Found rankings;
  private final Map<Integer, JointCountBootstrap> bootstraps = new HashMap<>();
  private final Map<String, LossSums> lossSums = new HashMap<>();
  private final int units;
  private final int kinds;

  /** For each unit how many rows have each value of {@link JudgedSet#cells}. */
  private final long[] cells;

  Scope(JudgedSet set, String slice, Sample sample, Rankings.Found rankings) {
    this.set = set;
    this.slice = slice;
    this.sample = sample;
    this.rankings = rankings;
    this.kinds = 2 << set.models.size();
    int[] unitOf = sample.units();
    this.units = unitOf == null ? 1 : sample.unitBound();
    this.cells = new long[units * kinds];
    int[] rows = sample.rows();
    for (int i = sample.from(); i < sample.to(); i++) {
      int unit = unitOf == null ? 0 : unitOf[rows[i]];
      cells[unit * kinds + set.cells[rows[i]]]++;
    }
  }

  /** Rows, or units with at least one. */
  long independent() {
    return clustered()
        ? Arrays.stream(unitCounts(cell -> true)).filter(rows -> rows > 0).count()
        : sample.size();
  }

  /** Areas under ROC curves. */
  Correlated areas() {
    return rankings.areas().areas();
  }

  /** The numbers of all models. */
  Correlated ordered(Metric.Ordered metric) {
    return Objects.requireNonNull(rankings.ordered().get(metric.name()));
  }

  boolean clustered() {
    return sample.units() != null;
  }

  /** Rows whose cell is so. */
  long count(IntPredicate cell) {
    long counted = 0;
    for (double unit : unitCounts(cell)) {
      counted += (long) unit;
    }
    return counted;
  }

  /** For each unit the rows whose cell is so. */
  double[] unitCounts(IntPredicate cell) {
    double[] counted = new double[units];
    for (int kind = 0; kind < kinds; kind++) {
      if (cell.test(kind)) {
        for (int u = 0; u < units; u++) {
          counted[u] += cells[u * kinds + kind];
        }
      }
    }
    return counted;
  }

  /** For each unit the confusion matrix of a model. */
  Counts[] unitConfusions(int model) {
    double[] tp = unitCounts(c -> positive(c) && called(c, model));
    double[] fp = unitCounts(c -> !positive(c) && called(c, model));
    double[] fn = unitCounts(c -> positive(c) && !called(c, model));
    double[] tn = unitCounts(c -> !positive(c) && !called(c, model));
    Counts[] confusions = new Counts[units];
    for (int u = 0; u < units; u++) {
      confusions[u] = new Counts((long) tp[u], (long) fp[u], (long) fn[u], (long) tn[u]);
    }
    return confusions;
  }

  /** The confusion matrix of a model. */
  Counts confusion(int model) {
    return new Counts(
        count(c -> positive(c) && called(c, model)),
        count(c -> !positive(c) && called(c, model)),
        count(c -> positive(c) && !called(c, model)),
        count(c -> !positive(c) && !called(c, model)));
  }

  /** For each unit the eight joint counts that {@link JointCountBootstrap} resamples. */
  long[] joint(int candidate, int reference) {
    long[] joint = new long[units * JointCountBootstrap.CELLS];
    for (int i = 0; i < cells.length; i++) {
      int cell = i % kinds;
      int to =
          (positive(cell) ? 4 : 0)
              + (called(cell, candidate) ? 2 : 0)
              + (called(cell, reference) ? 1 : 0);
      joint[i / kinds * JointCountBootstrap.CELLS + to] += cells[i];
    }
    return joint;
  }

  /** Replicates of the joint counts of two models, drawn once for all metrics that need them. */
  JointCountBootstrap bootstrap(int candidate, int reference, Settings settings) {
    return bootstraps.computeIfAbsent(
        candidate * kinds + reference,
        pair -> {
          long[] joint = joint(candidate, reference);
          long key = CounterRandom.key(CounterRandom.key(settings.seed(), set.name), slice);
          long own = CounterRandom.key(key, set.roles.get(reference));
          return clustered()
              ? JointCountBootstrap.clustered(joint, settings.replicates(), own)
              : JointCountBootstrap.of(joint, settings.replicates(), own);
        });
  }

  /** Sums of a loss over the rows, of which there is at least one. */
  LossSums lossSums(Metric.Mean metric) {
    return lossSums.computeIfAbsent(
        metric.name(), name -> new LossSums(sample, set.models.size(), set.losses(metric)));
  }

  static boolean positive(int cell) {
    return (cell & 1) == 1;
  }

  static boolean called(int cell, int model) {
    return ((cell >> (model + 1)) & 1) == 1;
  }

  static boolean right(int cell, int model) {
    return positive(cell) == called(cell, model);
  }
}
