package dev.nightjar.jobs.tribuo;

import dev.nightjar.model.Matrix;
import dev.nightjar.model.Scorer;
import java.io.IOException;
import java.util.Arrays;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Scores by XGBoost on the floats as they are. */
final class BoosterScorer implements Scorer {

  // XGBoost copies the rows and answers with an object per row: both stay small.
  private static final int BLOCK = 1 << 15;

  private final Booster booster;
  private final int columns;
  private final int positive;

  private BoosterScorer(Booster booster, int columns, int positive) {
    this.booster = booster;
    this.columns = columns;
    this.positive = positive;
  }

  /** Throws {@link IllegalArgumentException} when the bytes are no booster of two classes. */
  static BoosterScorer of(byte[] bytes, int columns, int positive) {
    try {
      Booster booster = XGBoost.loadModel(bytes);
      booster.setParam("nthread", 1);
      booster.setParam("verbosity", 0);
      BoosterScorer scorer = new BoosterScorer(booster, columns, positive);
      Artifact.require(
          booster.getNumFeature() == columns,
          "its booster was trained on " + booster.getNumFeature() + " columns");
      // A first row finds out whether it has two classes.
      float[][] first = scorer.predict(new float[columns], 1);
      Artifact.require(first.length == 1 && first[0].length == 2, "its booster has other classes");
      return scorer;
    } catch (XGBoostError | IOException e) {
      throw Artifact.garbled(e);
    }
  }

  @Override
  public double[] score(Matrix rows) {
    Artifact.checkWidth(rows, columns);
    double[] scores = new double[rows.rows()];
    try {
      for (int from = 0; from < scores.length; from += BLOCK) {
        int to = Math.min(scores.length, from + BLOCK);
        boolean whole = from == 0 && to == scores.length;
        float[] block =
            whole ? rows.values() : Arrays.copyOfRange(rows.values(), from * columns, to * columns);
        float[][] probabilities = predict(block, to - from);
        for (int row = from; row < to; row++) {
          scores[row] = probabilities[row - from][positive];
        }
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost failed: " + e.getMessage(), e);
    }
    return scores;
  }

  // A booster is not safe for two threads.
  private synchronized float[][] predict(float[] block, int rows) throws XGBoostError {
    DMatrix data = new DMatrix(block, rows, columns, Float.NaN);
    try {
      return booster.predict(data);
    } finally {
      data.dispose();
    }
  }
}
