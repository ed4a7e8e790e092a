package dev.nightjar.evaluation;

import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.Measure;
import dev.nightjar.statistics.Proportion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * How often candidate and champion decide otherwise: {@link Measure#CHURN}, a measure of the
 * candidate. Intervals: Wilson, for units with the effective number of rows. Source: Milani Fard et
 * al., "Launch and iterate: reducing prediction churn", NeurIPS 29 (2016).
 */
public final class Churn {

  private static final String CHAMPION = "champion";

  private Churn() {}

  /** On all rows and every slice of each set; nothing of a set without candidate or champion. */
  public static List<Measure> of(List<ScoredSet> sets, double confidence) {
    List<Measure> measures = new ArrayList<>();
    for (ScoredSet set : sets) {
      if (!set.models().keySet().containsAll(List.of(Evaluator.CANDIDATE, CHAMPION))) {
        continue;
      }
      BitSet differs = Disagreement.where(set, CHAMPION);
      BitSet all = new BitSet();
      all.set(0, set.labels().length);
      measures.add(measure(set, Evaluator.CANDIDATE, Measure.CHURN, "", all, differs, confidence));
      for (Slice slice : set.slices()) {
        measures.add(
            measure(
                set,
                Evaluator.CANDIDATE,
                Measure.CHURN,
                slice.name(),
                slice.rows(),
                differs,
                confidence));
      }
    }
    return measures;
  }

  /** The share of some rows that decisions differ on, under a name. */
  static Measure measure(
      ScoredSet set,
      String model,
      String name,
      String slice,
      BitSet rows,
      BitSet differs,
      double confidence) {
    BitSet hits = (BitSet) rows.clone();
    hits.and(differs);
    int[] units = set.units();
    Estimate e =
        units == null
            ? Proportion.wilson(hits.cardinality(), rows.cardinality(), confidence)
            : Proportion.clustered(counts(units, hits), counts(units, rows), confidence);
    return new Measure(
        model, name, set.name(), slice, e.value(), e.low(), e.high(), rows.cardinality());
  }

  private static double[] counts(int[] units, BitSet rows) {
    double[] counts = new double[Arrays.stream(units).max().orElse(-1) + 1];
    rows.stream().forEach(row -> counts[units[row]]++);
    return counts;
  }
}
