package dev.nightjar.jobs;

import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.RowKeys;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.dataset.TimeRange;
import dev.nightjar.evaluation.Evaluation.SetSummary;
import dev.nightjar.evaluation.ScoredSet;
import dev.nightjar.jobs.parquet.PredictionsFile;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps what was judged: the rows' digest, and every score as Parquet. */
final class SetRecord {

  private final Path scratch;
  private final ScoreSource source;

  SetRecord(Path scratch, ScoreSource source) {
    this.scratch = scratch;
    this.source = source;
  }

  SetSummary of(TestSet set, TimeRange range, Frame frame, ScoredSet scored) throws IOException {
    long[] keys = TrainStep.keys(frame);
    return new SetSummary(
        set.name(),
        range,
        frame.rows(),
        TrainStep.positives(scored.labels()),
        rowsDigest(keys, scored.labels()),
        set.unit(),
        scored.independent(),
        source.keep(RowKeys.of(frame).encode()),
        predictions(keys, scored));
  }

  /** Of keys and labels in order. */
  static Digest rowsDigest(long[] keys, byte[] labels) {
    MessageDigest sha = Digest.sha256();
    ByteBuffer row = ByteBuffer.allocate(Long.BYTES + 1);
    for (int i = 0; i < keys.length; i++) {
      sha.update(row.clear().putLong(keys[i]).put(labels[i]).flip());
    }
    return Digest.finish(sha);
  }

  private Digest predictions(long[] keys, ScoredSet scored) throws IOException {
    Map<String, double[]> scores = new LinkedHashMap<>();
    scored.models().forEach((role, model) -> scores.put(role, model.scores()));
    return keep(keys, scored.labels(), scores);
  }

  /** Keeps scores of rows, by role. */
  Digest keep(long[] keys, byte[] labels, Map<String, double[]> scores) throws IOException {
    Files.createDirectories(scratch);
    Path file = Files.createTempFile(scratch, "predictions", ".parquet");
    try {
      Files.delete(file);
      PredictionsFile.write(file, new PredictionsFile.Predictions(keys, labels, scores));
      return source.keep(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
