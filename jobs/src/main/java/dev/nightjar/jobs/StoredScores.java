package dev.nightjar.jobs;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.drift.DriftReport;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.evaluation.Evaluation.SetSummary;
import dev.nightjar.evaluation.Evaluator;
import dev.nightjar.jobs.parquet.PredictionsFile;
import dev.nightjar.jobs.parquet.PredictionsFile.Predictions;
import dev.nightjar.latency.LatencyReport;
import dev.nightjar.latency.Timings;
import dev.nightjar.model.Candidate;
import dev.nightjar.probe.ProbeReport;
import dev.nightjar.reuse.ReuseLog;
import dev.nightjar.reuse.ReuseState;
import dev.nightjar.reuse.Use;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The scores that a night kept. No model is loaded, and nothing is written. */
final class StoredScores implements ScoreSource {

  private final Night night;
  private final Evaluation stored;
  private final Map<String, Judged> models;
  private final Map<String, Predictions> read = new HashMap<>();

  /**
   * Those of an evaluation.
   *
   * @throws dev.nightjar.store.RemovedObjectException when housekeeping removed the keys of rows
   *     that a model was trained on
   */
  StoredScores(Night night, Candidate candidate, Evaluation stored) throws IOException {
    this.night = night;
    this.stored = stored;
    this.models =
        new JudgedModels(night)
            .unloaded(
                candidate,
                new References(
                    stored.versions().get("champion"), stored.versions().get("baseline")));
  }

  @Override
  public Map<String, Judged> models() {
    return models;
  }

  @Override
  public double[] scores(TestSet set, String role, Frame frame) throws IOException {
    return scores("test set " + set.name(), predictions(set.name()), role, frame);
  }

  private static double[] scores(String rows, Predictions predictions, String role, Frame frame) {
    requireSameRows(rows, predictions, frame);
    double[] scores = predictions.scores().get(role);
    if (scores == null) {
      throw new DataException(
          "the stored scores on %s are those of %s, and the night judged the %s too"
              .formatted(rows, String.join(", ", predictions.scores().keySet()), role));
    }
    return scores;
  }

  @Override
  public double[] again(TestSet set, String role, Frame frame) throws IOException {
    return scores(set, role, frame);
  }

  @Override
  public boolean measuresDrift() {
    return stored.drift() != null;
  }

  @Override
  public double[] development(Frame dev) throws IOException {
    DriftReport drift = stored.drift();
    if (drift == null || drift.devPredictions() == null) {
      throw new DataException("the night kept no scores on dev rows");
    }
    return scores("the dev side", read(drift.devPredictions()), Evaluator.CANDIDATE, dev);
  }

  @Override
  public @Nullable ChangedScores changes() {
    ProbeReport kept = stored.probes();
    return kept == null ? null : new StoredChanges(kept, this::read);
  }

  @Override
  public @Nullable Timings timings(TestSet set, Frame rows) throws IOException {
    LatencyReport kept = stored.latency();
    return kept == null
        ? null
        : CanonicalJson.read(night.bench().blobs().read(kept.timings()), Timings.class);
  }

  private Map<String, double[]> read(String rows, Digest digest, Frame frame) throws IOException {
    Predictions predictions = read(digest);
    requireSameRows(rows, predictions, frame);
    return predictions.scores();
  }

  private Predictions predictions(String set) throws IOException {
    Predictions known = read.get(set);
    if (known == null) {
      known = fetch(set);
      read.put(set, known);
    }
    return known;
  }

  private Predictions fetch(String set) throws IOException {
    Digest digest =
        stored.testSets().stream()
            .filter(s -> s.name().equals(set))
            .map(SetSummary::predictions)
            .findFirst()
            .orElseThrow(() -> new DataException("the night kept no scores on test set " + set));
    return read(digest);
  }

  private Predictions read(Digest digest) throws IOException {
    Files.createDirectories(night.bench().scratch());
    Path file = Files.createTempFile(night.bench().scratch(), "scores", ".parquet");
    try {
      night.bench().blobs().fetch(digest, file);
      return PredictionsFile.read(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void requireSameRows(String rows, Predictions stored, Frame frame) {
    long[] keys = TrainStep.keys(frame);
    byte[] labels = TrainStep.labels(frame);
    if (keys.length != stored.keys().length) {
      throw new DataException(
          "%,d rows of %s were scored, and its segments give %,d now"
              .formatted(stored.keys().length, rows, keys.length));
    }
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != stored.keys()[i] || labels[i] != stored.labels()[i]) {
        throw new DataException(
            "row %,d of %s is not the one that was scored: key %s, label %d then; key %s, label %d now"
                .formatted(
                    i + 1,
                    rows,
                    Long.toHexString(stored.keys()[i]),
                    stored.labels()[i],
                    Long.toHexString(keys[i]),
                    labels[i]));
      }
    }
  }

  @Override
  public Digest keep(byte[] content) {
    return Digest.of(content);
  }

  @Override
  public Digest keep(Path file) throws IOException {
    return Digest.of(file);
  }

  @Override
  public ReuseState decided(ReuseLog log, Use use, List<String> answer) throws IOException {
    return log.seen(use, answer)
        .orElseThrow(
            () -> new DataException("the log of the test set does not know the night's decision"));
  }
}
