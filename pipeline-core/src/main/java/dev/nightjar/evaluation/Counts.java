package dev.nightjar.evaluation;

/** How often a model's decisions were right and wrong. */
public record Counts(
    long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {

  /** Rows that it called positive. */
  public long called() {
    return truePositives + falsePositives;
  }

  /** Rows that are positive, or were called so. */
  public long concerned() {
    return truePositives + falsePositives + falseNegatives;
  }

  /** Rows of the class that is rarer. */
  public long rarer() {
    return Math.min(truePositives + falseNegatives, trueNegatives + falsePositives);
  }
}
