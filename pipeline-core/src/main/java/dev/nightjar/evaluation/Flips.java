package dev.nightjar.evaluation;

import java.util.List;

/**
 * The rows of a test set on which candidate and champion decide otherwise: one of them is right.
 *
 * @param testSet the set
 * @param worse how many the champion had right and the candidate has wrong
 * @param better how many the candidate has right and the champion had wrong
 * @param worst the first of those that became worse, by what the candidate's loss is greater
 * @param best the first of those that became better, by what it is smaller
 */
public record Flips(String testSet, long worse, long better, List<Row> worst, List<Row> best) {

  /** So many rows of each kind are in the record. */
  public static final int SHOWN = 10;

  public Flips {
    worst = List.copyOf(worst);
    best = List.copyOf(best);
  }

  /**
   * Such a row.
   *
   * @param row what a person finds it by: its id, or segment and number
   * @param label 0 or 1; the candidate says the same when the row became better
   * @param candidate its score
   * @param champion its score
   * @param loss log loss of the candidate less that of the champion
   */
  public record Row(String row, int label, double candidate, double champion, double loss) {}
}
