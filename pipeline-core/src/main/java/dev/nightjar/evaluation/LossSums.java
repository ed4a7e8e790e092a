package dev.nightjar.evaluation;

import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.PairedT;
import dev.nightjar.statistics.Sample;

/** Sums of the losses of all models, and of their differences, taken in one pass over the rows. */
final class LossSums {

  /** In place of a second model: no difference, the loss itself. */
  static final int NONE = -1;

  private final int models;
  private final int rows;
  private final double[] origins;
  private final double[] sums;
  private final double[] squares;

  /** Of at least one row. */
  LossSums(Sample sample, int models, Losses losses) {
    this.models = models;
    rows = sample.size();
    // The last column is for no second model.
    int pairs = models * (models + 1);
    origins = new double[pairs];
    sums = new double[pairs];
    squares = new double[pairs];
    double[] values = new double[models + 1];
    read(losses, sample.rows()[sample.from()], values);
    for (int i = 0; i < models; i++) {
      for (int j = i + 1; j <= models; j++) {
        origins[place(i, j)] = values[i] - values[j];
      }
    }
    for (int p = sample.from(); p < sample.to(); p++) {
      read(losses, sample.rows()[p], values);
      for (int i = 0; i < models; i++) {
        for (int j = i + 1; j <= models; j++) {
          int place = place(i, j);
          double shifted = values[i] - values[j] - origins[place];
          sums[place] += shifted;
          squares[place] += shifted * shifted;
        }
      }
    }
  }

  private void read(Losses losses, int row, double[] values) {
    for (int k = 0; k < models; k++) {
      values[k] = losses.of(k, row);
    }
  }

  private int place(int first, int second) {
    return first * (models + 1) + second;
  }

  /** The mean of one model's losses, less another's unless that is {@link #NONE}. */
  Estimate mean(int model, int minus, double confidence) {
    int other = minus == NONE ? models : minus;
    if (model > other) {
      return mean(other, model, confidence).negated();
    }
    int place = place(model, other);
    double[] both = {sums[place], squares[place]};
    return PairedT.ofShifted(rows, origins[place], both, confidence);
  }
}
