package dev.nightjar.decision;

/** What models predict. */
public enum PredictionTask {
  /** Which of two classes, by scores or decisions. */
  CLASSIFICATION,
  /** Which of several classes, perhaps with their probabilities. */
  MULTICLASS,
  /** Any number of labels for each row. */
  MULTILABEL,
  /** Numbers. */
  REGRESSION
}
