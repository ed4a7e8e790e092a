package dev.nightjar.sliceline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlanesTest {

  @Test
  void aSumIsNeverTooLowAndNotMuchTooHigh() {
    SplittableRandom random = new SplittableRandom(9);
    for (int round = 0; round < 200; round++) {
      int n = 1 + random.nextInt(500);
      double scale = Math.pow(10, random.nextInt(20) - 10);
      double[] errors = random.doubles(n).map(v -> v * v * scale).toArray();
      errors[0] = scale;
      long[] rows = random.longs((n + 63) / 64).toArray();
      double sum = 0;
      int size = 0;
      for (int row = 0; row < n; row++) {
        boolean in = (rows[row >> 6] >>> row & 1) == 1;
        sum += in ? errors[row] : 0;
        size += in ? 1 : 0;
      }
      assertThat(new Planes(errors).most(rows))
          .isBetween(sum, (sum + size * scale / 63) * (1 + 1e-8));
    }
  }

  @Test
  void errorsThatCannotBeDividedAreAddedOneByOne() {
    double[] errors = new double[100];
    errors[3] = Double.MIN_VALUE;
    assertThat(new Planes(errors).pay(100)).isFalse();
    errors[3] = 1;
    assertThat(new Planes(errors).pay(100)).isTrue();
    assertThat(new Planes(errors).pay(6)).isFalse();
  }
}
