package dev.nightjar.jobs;

import dev.nightjar.evaluation.Disagreement;
import dev.nightjar.evaluation.Evaluator;
import dev.nightjar.evaluation.Metric;
import dev.nightjar.evaluation.ScoredSet;
import dev.nightjar.evaluation.Slice;
import dev.nightjar.gate.Gate;
import dev.nightjar.gate.PromotionPolicy;
import dev.nightjar.reuse.Gated;
import dev.nightjar.statistics.Measure;
import dev.nightjar.statistics.Under;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which numbers of a test set the gates of a policy speak of. */
final class GatedNumbers {

  private static final String CHAMPION = "champion";

  private final ScoredSet set;
  private final Map<String, Metric> metrics = new HashMap<>();
  private final List<Gated> bounded = new ArrayList<>();
  private final TreeSet<String> unbounded = new TreeSet<>();
  private int moving;
  private int fixed;
  private double disagreement;

  private GatedNumbers(ScoredSet set, List<Metric> metrics) {
    this.set = set;
    for (Metric metric : metrics) {
      this.metrics.put(metric.name(), metric);
    }
  }

  /**
   * Those of a set.
   *
   * @param metrics all that there are, the pipeline file's own too
   */
  static GatedNumbers of(PromotionPolicy policy, ScoredSet set, List<Metric> metrics) {
    GatedNumbers numbers = new GatedNumbers(set, metrics);
    for (Gate gate : policy.gates()) {
      // Precise asks how wide an interval is, not where: no number has to hold for it.
      if (set.name().equals(gate.on())
          && !Measure.readsNoLabels(gate.metric())
          && !(gate instanceof Gate.Precise)) {
        numbers.add(gate);
      }
    }
    return numbers;
  }

  private void add(Gate gate) {
    String metric = gate.metric();
    String against = against(gate);
    if (gate.per() == null) {
      add(metric, against, "", all(set.labels().length), 0);
      return;
    }
    for (Slice slice : set.slices()) {
      if (slice.spec().equals(gate.per())) {
        add(metric, against, slice.name(), slice.rows(), gate.minN());
      }
    }
  }

  private void add(String metric, @Nullable String against, String slice, BitSet rows, long minN) {
    boolean comparable =
        against == null || against.equals(Under.UNCHANGED) || set.models().containsKey(against);
    Gated gated = comparable ? gated(metric, against, slice, rows) : null;
    if (gated != null && gated.n() < minN) {
      return;
    }
    if (CHAMPION.equals(against)) {
      moving++;
    } else {
      fixed++;
    }
    if (gated != null) {
      bounded.add(gated);
    } else if (comparable) {
      unbounded.add(metric);
    }
  }

  /** The number with its bound; null: none is known. */
  private @Nullable Gated gated(String name, @Nullable String against, String slice, BitSet rows) {
    Metric metric = metrics.get(name);
    if (metric == null || set.units() != null) {
      return null;
    }
    if (metric instanceof Metric.Share share) {
      Disagreement seen =
          Disagreement.of(
              set, against == null ? Evaluator.CANDIDATE : against, share.among(), rows);
      if (against == null) {
        return new Gated.Value(name, slice, seen.rows());
      }
      if (slice.isEmpty()) {
        disagreement = Math.max(disagreement, seen.share());
      }
      return new Gated.Decided(name, slice, seen.rows(), seen.differing());
    }
    Metric.Domain domain = metric.domain();
    if (metric instanceof Metric.Loss && domain.least() >= 0 && domain.greatest() <= 1) {
      long n = rows.cardinality();
      return against == null
          ? new Gated.Value(name, slice, n)
          : new Gated.Difference(name, slice, n);
    }
    return null;
  }

  private static @Nullable String against(Gate gate) {
    if (gate instanceof Gate.Improves g) {
      return g.over();
    }
    if (gate instanceof Gate.Limits g) {
      return g.over();
    }
    if (gate instanceof Gate.NoRegressionSlices) {
      return CHAMPION;
    }
    return gate instanceof Gate.NoWorse g ? g.than() : null;
  }

  private static BitSet all(int rows) {
    BitSet all = new BitSet(rows);
    all.set(0, rows);
    return all;
  }

  /** Those with a bound. */
  List<Gated> bounded() {
    return List.copyOf(bounded);
  }

  /** Metrics without one. */
  List<String> unbounded() {
    return List.copyOf(unbounded);
  }

  /** How many move with the champion. */
  int moving() {
    return moving;
  }

  /** How many do not. */
  int fixed() {
    return fixed;
  }

  /** The largest share of rows on which the candidate decided otherwise than another. */
  double disagreement() {
    return disagreement;
  }
}
