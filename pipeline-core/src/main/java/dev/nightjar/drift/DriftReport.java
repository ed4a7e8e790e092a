package dev.nightjar.drift;

import dev.nightjar.statistics.BenjaminiYekutieli;
import dev.nightjar.statistics.Measure;
import dev.nightjar.store.Digest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The drift of every feature and of the candidate's scores on every test set.
 *
 * @param confidence one-sided; intervals are central of level 2 × confidence − 1
 * @param devPredictions digest of the Parquet file with the candidate's scores of the dev rows;
 *     null: there are no dev rows, and no drift of scores
 * @param columns by test set, in the order of features, the scores last
 */
public record DriftReport(double confidence, @Nullable Digest devPredictions, List<Drift> columns) {

  public DriftReport {
    columns = List.copyOf(columns);
  }

  /** Of columns whose p-values are not corrected yet. */
  public static DriftReport of(
      double confidence, @Nullable Digest devPredictions, List<Drift> uncorrected) {
    double[] p = new double[uncorrected.size()];
    for (int i = 0; i < p.length; i++) {
      double own = uncorrected.get(i).tests().get(0).pValue();
      p[i] = Double.isNaN(own) ? 1 : own;
    }
    double[] corrected = BenjaminiYekutieli.corrected(p);
    List<Drift> all = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      all.add(uncorrected.get(i).corrected(corrected[i]));
    }
    return new DriftReport(confidence, devPredictions, all);
  }

  /** What gates look at. */
  public List<Measure> measures() {
    return columns.stream().flatMap(d -> d.measures().stream()).toList();
  }

  /** Those of a test set, the greatest index first. */
  public List<Drift> on(String testSet) {
    return columns.stream()
        .filter(d -> d.testSet().equals(testSet))
        .sorted(
            Comparator.<Drift>comparingDouble(d -> -d.psi().value()).thenComparing(Drift::column))
        .toList();
  }
}
