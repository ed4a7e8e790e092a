package dev.nightjar.jobs.tribuo;

import dev.nightjar.model.Matrix;
import java.util.Arrays;

/**
 * Columns cut into bins of about equally many rows. Tribuo keeps an object per distinct value of a
 * column and merges them one by one at each split, so a tree over 100,000 distinct numbers takes
 * minutes; over 32 bins it takes a second.
 */
final class Bins {

  private final double[][] edges;
  private final Matrix binned;

  /** Cuts into at most {@code max} bins; a column with fewer distinct values has a bin for each. */
  Bins(Matrix matrix, int max) {
    int width = matrix.columns();
    float[] numbers = new float[matrix.values().length];
    edges = new double[width][];
    for (int column = 0; column < width; column++) {
      float[] sorted = new float[matrix.rows()];
      for (int row = 0; row < sorted.length; row++) {
        // Adding 0 makes -0 the 0 that it equals.
        sorted[row] = matrix.values()[row * width + column] + 0f;
      }
      Arrays.sort(sorted);
      edges[column] = edges(sorted, max);
      for (int row = 0, i = column; row < sorted.length; row++, i += width) {
        numbers[i] = bin(edges[column], matrix.values()[i]);
      }
    }
    binned = new Matrix(matrix.rows(), width, numbers);
  }

  /** The matrix with each number replaced by its bin's. */
  Matrix binned() {
    return binned;
  }

  /** The number that separates the bins as Tribuo's threshold between two bin numbers does. */
  double threshold(int column, double split) {
    return edges[column][(int) Math.floor(split)];
  }

  // An edge lies between two neighbouring distinct values.
  private static double[] edges(float[] sorted, int max) {
    double[] found = new double[Math.max(0, max - 1)];
    int distinct = 1;
    for (int i = 1; i < sorted.length; i++) {
      distinct += sorted[i] > sorted[i - 1] ? 1 : 0;
    }
    int count = 0;
    int taken = 0;
    for (int i = 1; i < sorted.length && count < found.length; i++) {
      boolean changes = sorted[i] > sorted[i - 1];
      // What is left is shared out again, since a frequent value can fill a bin and more.
      double fair = (double) (sorted.length - taken) / (found.length + 1 - count);
      if (changes && (distinct <= max || i - taken >= fair)) {
        found[count++] = ((double) sorted[i - 1] + sorted[i]) / 2;
        taken = i;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private static int bin(double[] edges, float value) {
    int place = Arrays.binarySearch(edges, value);
    // A value on an edge cannot be: it would lie between two neighbours.
    return place < 0 ? -place - 1 : place;
  }
}
