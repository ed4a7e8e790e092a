package dev.nightjar.model;

import dev.nightjar.store.Digest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** What proves that two trainings gave the same model: a digest of its scores. */
public final class Fingerprint {

  private static final int BLOCK = 1024;

  private Fingerprint() {}

  /**
   * SHA-256 over the scores as big-endian IEEE 754 binary64, bit for bit: −0.0 and 0.0 differ.
   *
   * @throws IllegalArgumentException when a score is no probability
   */
  public static Digest of(double[] scores) {
    MessageDigest sha = Digest.sha256();
    ByteBuffer buffer = ByteBuffer.allocate(BLOCK * Double.BYTES);
    for (int row = 0; row < scores.length; row++) {
      double score = scores[row];
      if (!(score >= 0 && score <= 1)) {
        throw new IllegalArgumentException(
            "row " + row + " has the score " + score + ", not one from 0 to 1");
      }
      buffer.putDouble(score);
      if (!buffer.hasRemaining()) {
        sha.update(buffer.flip());
        buffer.clear();
      }
    }
    sha.update(buffer.flip());
    return Digest.finish(sha);
  }
}
