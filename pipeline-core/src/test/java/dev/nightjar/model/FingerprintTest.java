package dev.nightjar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.store.Digest;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  @Test
  void isTheDigestOfTheBigEndianBits() {
    double[] scores = new Random(3).doubles(5000).toArray();
    ByteBuffer bytes = ByteBuffer.allocate(scores.length * 8);
    for (double score : scores) {
      bytes.putLong(Double.doubleToRawLongBits(score));
    }
    assertThat(Fingerprint.of(scores)).isEqualTo(Digest.of(bytes.array()));
    scores[4999] = Math.nextUp(scores[4999]);
    assertThat(Fingerprint.of(scores)).isNotEqualTo(Digest.of(bytes.array()));
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThatThrownBy(() -> Fingerprint.of(new double[] {0.5, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 1");
  }
}
