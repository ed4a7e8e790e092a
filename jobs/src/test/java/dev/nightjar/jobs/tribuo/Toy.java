package dev.nightjar.jobs.tribuo;

import dev.nightjar.model.Matrix;
import java.util.Random;

/** Made-up rows: the label leans on the first two columns, the others are noise. */
@SuppressWarnings("ArrayRecordComponent")
record Toy(Matrix rows, byte[] labels) {

  /**
   * Rows.
   *
   * @param noise 0 makes the label a function of the row
   */
  static Toy of(int rows, int columns, double noise, long seed) {
    Random random = new Random(seed);
    float[] values = new float[rows * columns];
    byte[] labels = new byte[rows];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        // A third of the cells are zeros, as encoded categories would be.
        double value = random.nextInt(3) == 0 ? 0 : random.nextGaussian();
        values[row * columns + column] = (float) value;
      }
      double pull = values[row * columns] + (columns > 1 ? values[row * columns + 1] : 0);
      labels[row] = (byte) (pull + noise * random.nextGaussian() > 0.3 ? 1 : 0);
    }
    return new Toy(new Matrix(rows, columns, values), labels);
  }

  double auc(double[] scores) {
    double better = 0;
    double pairs = 0;
    for (int i = 0; i < labels.length; i++) {
      for (int j = 0; j < labels.length; j++) {
        if (labels[i] == 1 && labels[j] == 0) {
          pairs++;
          better += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    return better / pairs;
  }
}
