package dev.nightjar.jobs;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a model that was trained without some segments.
 *
 * @param leftOut names of the segments, in order; empty: the night's own model
 * @param snapshot id of what was read
 * @param trainRows rows that it was trained on
 * @param scores of the night's dev rows: big-endian float64 in base 64; null: it was not trained
 * @param stays which of these rows are not of the segments that were left out: a bit for each, the
 *     first of a byte the lowest, in base 64
 * @param problem why it was not trained; null: it was
 */
record BisectTrial(
    List<String> leftOut,
    String snapshot,
    long trainRows,
    @Nullable String scores,
    String stays,
    @Nullable String problem) {

  static BisectTrial of(
      List<String> leftOut, String snapshot, long trainRows, double[] scores, BitSet stays) {
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * scores.length);
    bytes.asDoubleBuffer().put(scores);
    return new BisectTrial(
        leftOut, snapshot, trainRows, text(bytes.array()), text(stays.toByteArray()), null);
  }

  static BisectTrial failed(List<String> leftOut, String snapshot, String problem) {
    return new BisectTrial(leftOut, snapshot, 0, null, "", problem);
  }

  /** The scores of the rows in order; null: it was not trained. */
  double @Nullable [] scoresOf(BitSet rows) {
    if (scores == null) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(scores));
    return rows.stream().mapToDouble(i -> bytes.getDouble(i * Double.BYTES)).toArray();
  }

  BitSet staying() {
    return BitSet.valueOf(Base64.getDecoder().decode(stays));
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
