package dev.nightjar.jobs;

import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.RowKeys;
import dev.nightjar.dataset.TimeRange;
import dev.nightjar.latency.Stopwatch;
import dev.nightjar.model.Encoder;
import dev.nightjar.model.Matrix;
import dev.nightjar.model.Scorer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model ready to be judged.
 *
 * @param version such as {@code v11}, or {@code majority}; empty for the candidate
 * @param encoder makes a matrix of a frame; null: the scorer looks at no row
 * @param scorer scores the matrix
 * @param threshold the operating point
 * @param keys of the rows that it was trained on
 * @param contents of the contents of those rows; null: the model is older than these
 * @param trainedOn interval of those rows; null: it was not trained
 */
record Judged(
    String version,
    @Nullable Encoder encoder,
    Scorer scorer,
    double threshold,
    RowKeys keys,
    @Nullable RowKeys contents,
    @Nullable TimeRange trainedOn) {

  /** Rows that are encoded at a time, so that memory does not grow with the test set. */
  private static final int BATCH = 65_536;

  /** The score of every row of the frame. */
  double[] score(Frame frame) {
    double[] scores = new double[frame.rows()];
    for (int from = 0; from < frame.rows(); from += BATCH) {
      int to = Math.min(frame.rows(), from + BATCH);
      Matrix matrix =
          encoder == null
              ? new Matrix(to - from, 0, new float[0])
              : encoder.encode(frame, from, to);
      System.arraycopy(scorer.score(matrix), 0, scores, from, to - from);
    }
    return scores;
  }

  /** Scores a row of the frame by itself, as in serving; empty when it looks at no row. */
  Optional<Stopwatch.Call> call(Frame frame) {
    Encoder reads = encoder;
    return reads == null
        ? Optional.empty()
        : Optional.of(row -> scorer.score(reads.encode(frame, row, row + 1)));
  }

  /** The columns that the encoder reads. */
  List<String> requiredColumns() {
    return encoder == null ? List.of() : encoder.requiredColumns();
  }
}
