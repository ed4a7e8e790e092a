package dev.nightjar.jobs;

import dev.nightjar.evaluation.Evaluator;
import dev.nightjar.evaluation.Metric;
import dev.nightjar.evaluation.Results;
import dev.nightjar.evaluation.ScoredSet;
import dev.nightjar.evaluation.Settings;
import dev.nightjar.lineage.BisectSearch;
import dev.nightjar.lineage.Bisection;
import dev.nightjar.model.Thresholds;
import dev.nightjar.model.TrainingSpec;
import dev.nightjar.statistics.Comparison;
import java.io.IOException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges trials on the night's dev rows, pair by pair on the same rows.
 *
 * <p>A delta does not judge itself: the model that was trained on its wrong labels fits the dev
 * rows with the same wrong labels best, so that with them leaving it out would never help. The jury
 * are therefore the dev rows of segments that are no suspects: the same rows in every trial of
 * suspects. A delta that is none, left out to compare them with, does not judge itself either. Only
 * when the jury's rows are fewer than {@value #FEWEST} or of one class, because everything is a
 * suspect, does each pair have a jury of its own: the dev rows of what neither of the two left out.
 *
 * <p>A metric that needs a threshold has the one that the pipeline's rule chooses on the jury's
 * rows, for each model its own.
 */
final class BisectJury implements BisectSearch.Jury {

  static final int FEWEST = 200;

  private static final String MODEL = Evaluator.CANDIDATE;
  private static final String OTHER = "reference";

  private final BisectTrials trials;
  private final Metric metric;
  private final TrainingSpec spec;
  private final byte[] labels;
  private final BitSet common;
  private final boolean same;

  BisectJury(BisectTrials trials, Metric metric, TrainingSpec spec, List<String> suspects)
      throws IOException {
    this.trials = trials;
    this.metric = metric;
    this.spec = spec;
    this.labels = trials.labels();
    this.common = trials.staying(suspects);
    this.same = common.cardinality() >= FEWEST && bothClasses(common);
  }

  /** The jury in words. */
  Bisection.Jury described() {
    return new Bisection.Jury(
        common.cardinality(),
        labels.length,
        same,
        same
            ? "%,d of %,d dev rows: those of no suspect, the same in every trial (a delta does not judge itself)"
                .formatted(common.cardinality(), labels.length)
            : "the dev rows (%,d in all) of what neither model of a pair left out: too few, %,d, are of no suspect"
                .formatted(labels.length, common.cardinality()));
  }

  @Override
  public @Nullable Comparison compare(List<String> these, List<String> those, double confidence)
      throws IOException {
    BisectTrial one = trials.without(these);
    BisectTrial other = trials.without(those);
    BitSet rows = one.staying();
    rows.and(other.staying());
    if (same) {
      rows.and(common);
    }
    double[] scores = one.scoresOf(rows);
    double[] against = other.scoresOf(rows);
    if (scores == null || against == null || rows.cardinality() < 2 || !bothClasses(rows)) {
      return null;
    }
    Results results = results(rows, Map.of(MODEL, scores, OTHER, against), confidence);
    Comparison c = results.comparisons().get(0);
    return Double.isNaN(c.difference()) ? null : c;
  }

  /** The metric of a trial on the common rows, else on those that stay; NaN when there is none. */
  double value(BisectTrial trial) {
    BitSet rows = same ? common : trial.staying();
    double[] scores = trial.scoresOf(rows);
    return scores == null || !bothClasses(rows)
        ? Double.NaN
        : results(rows, Map.of(MODEL, scores), 0.95).measures().get(0).value();
  }

  private Results results(BitSet rows, Map<String, double[]> scores, double confidence) {
    byte[] own = new byte[rows.cardinality()];
    int n = 0;
    for (int i = rows.nextSetBit(0); i >= 0; i = rows.nextSetBit(i + 1)) {
      own[n++] = labels[i];
    }
    Map<String, ScoredSet.Scored> models = new LinkedHashMap<>();
    scores.forEach((role, s) -> models.put(role, new ScoredSet.Scored(s, threshold(s, own))));
    ScoredSet set = new ScoredSet("dev", own, null, models, List.of());
    return Evaluator.evaluate(
        List.of(set), new Settings(confidence, spec.seed(), Settings.REPLICATES, List.of(metric)));
  }

  private double threshold(double[] scores, byte[] own) {
    return metric.needsThreshold() ? Thresholds.choose(spec.threshold(), scores, own) : 0.5;
  }

  private boolean bothClasses(BitSet rows) {
    long positives = rows.stream().filter(i -> labels[i] == 1).count();
    return positives > 0 && positives < rows.cardinality();
  }
}
