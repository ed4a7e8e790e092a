package dev.nightjar.jobs;

import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.evaluation.Evaluator;
import dev.nightjar.evaluation.Metrics;
import dev.nightjar.evaluation.PermutationImportance;
import dev.nightjar.evaluation.ScoredSet;
import dev.nightjar.model.Feature;
import dev.nightjar.probe.Importances;
import dev.nightjar.probe.Importances.Importance;
import dev.nightjar.probe.Permuted;
import dev.nightjar.probe.Probe;
import dev.nightjar.probe.RowDraws;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds out what the scores of the candidate rest on, on a sample of the rows of a test set. */
final class NightImportance {

  /** Most rows of the sample. */
  private static final int ROWS = 5_000;

  /** Rows that are scored, of all columns together, unless that left too few of each. */
  private static final int SCORED = 100_000;

  private static final int FEWEST = 500;

  private final Night night;
  private final ScoreSource source;

  NightImportance(Night night, ScoreSource source) {
    this.night = night;
    this.source = source;
  }

  Importances of(ChangedScores changes, TestSet set, Frame frame, ScoredSet scored)
      throws IOException {
    List<String> features = night.pipeline().features().stream().map(Feature::name).toList();
    List<String> unread = changes.unread(features);
    List<Probe> probes = new ArrayList<>();
    for (String feature : features) {
      if (!unread.contains(feature)) {
        String name = "permuted " + probes.size();
        probes.add(new Probe(name, set.name(), List.of(feature), 1, new Permuted()));
      }
    }
    int most = Math.min(ROWS, Math.max(FEWEST, SCORED / Math.max(1, probes.size())));
    long seed = night.pipeline().training().seed();
    int[] rows = new RowDraws(seed, TrainStep.keys(frame)).sample(most);
    Frame sample = frame.at(rows);
    Map<String, double[]> permuted = changes.permuted(set, probes, sample);
    PermutationImportance loss =
        new PermutationImportance(
            Metrics.BRIER,
            TrainStep.labels(sample),
            units(scored, rows),
            at(Objects.requireNonNull(scored.models().get(Evaluator.CANDIDATE)).scores(), rows));
    double confidence = night.pipeline().policy().confidence();
    List<Importance> columns = new ArrayList<>();
    permuted.forEach((column, scores) -> columns.add(loss.of(column, scores, confidence)));
    return new Importances(
        set.name(),
        loss.metric().name(),
        loss.loss(),
        rows.length,
        frame.rows(),
        Objects.requireNonNullElse(set.unit(), ""),
        kept(sample, probes, permuted),
        columns,
        unread);
  }

  /** By name of the probe: a feature may be called as other columns of the file are. */
  private Digest kept(Frame sample, List<Probe> probes, Map<String, double[]> permuted)
      throws IOException {
    Map<String, double[]> named = new LinkedHashMap<>();
    for (Probe probe : probes) {
      named.put(probe.name(), Objects.requireNonNull(permuted.get(probe.columns().get(0))));
    }
    return new SetRecord(night.bench().scratch(), source)
        .keep(TrainStep.keys(sample), TrainStep.labels(sample), named);
  }

  private static int @Nullable [] units(ScoredSet scored, int[] rows) {
    int[] units = scored.units();
    return units == null ? null : Arrays.stream(rows).map(row -> units[row]).toArray();
  }

  private static double[] at(double[] scores, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> scores[row]).toArray();
  }
}
