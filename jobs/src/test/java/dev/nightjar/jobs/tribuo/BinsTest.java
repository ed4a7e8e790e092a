package dev.nightjar.jobs.tribuo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Matrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BinsTest {

  private static Matrix column(float... values) {
    return new Matrix(values.length, 1, values);
  }

  @Test
  void fewValuesHaveABinEach() {
    Bins bins = new Bins(column(5, -1, 5, 0, -0f, 7), 4);
    assertThat(bins.binned().values()).containsExactly(2, 0, 2, 1, 1, 3);
    assertThat(bins.threshold(0, 0.5)).isEqualTo(-0.5);
    assertThat(bins.threshold(0, 2.5)).isEqualTo(6);
  }

  @Test
  void aFrequentValueLeavesBinsForTheOthers() {
    float[] values = new float[1000];
    for (int i = 900; i < 1000; i++) {
      values[i] = i;
    }
    Bins bins = new Bins(column(values), 11);
    assertThat(bins.binned().values()[0]).isZero();
    assertThat(bins.binned().values()[999]).isEqualTo(10);
  }

  @Test
  void aThresholdBetweenBinsSplitsTheNumbersAlike() {
    Random random = new Random(4);
    float[] values = new float[5000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    Bins bins = new Bins(column(values), 64);
    for (double split = 0.5; split < 63; split += 0.5) {
      double threshold = bins.threshold(0, split);
      for (int i = 0; i < values.length; i++) {
        boolean above = bins.binned().values()[i] > Math.floor(split);
        assertThat(values[i] > threshold).isEqualTo(above);
      }
    }
  }

  @Test
  void aConstantHasOneBin() {
    assertThat(new Bins(column(3, 3), 64).binned().values()).containsExactly(0, 0);
  }
}
