package dev.nightjar.lineage;

import dev.nightjar.statistics.Comparison;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of the search for the delta that hurt a night. Dev rows alone were judged: no test set
 * was asked, nothing was registered.
 *
 * @param pipeline its name
 * @param date of the night, in the schedule's zone
 * @param run the run whose snapshot was taken apart
 * @param snapshot id of that snapshot
 * @param dataset name of the dataset
 * @param by what was left out at a time
 * @param suspects the deltas that were searched, in order
 * @param why they are the suspects, in words
 * @param metric by which models were judged
 * @param confidence c, one-sided: the chance of naming a delta though all are alike is at most 1 −
 *     c
 * @param jury the dev rows on which they were
 * @param trials every model that was trained, in order
 * @param rounds of a search by halves, in order
 * @param findings what was verified, in order of the suspects
 * @param conclusion in a sentence
 */
public record Bisection(
    String pipeline,
    LocalDate date,
    String run,
    String snapshot,
    String dataset,
    BisectSearch.By by,
    List<String> suspects,
    String why,
    String metric,
    double confidence,
    Jury jury,
    List<Trial> trials,
    List<Round> rounds,
    List<Finding> findings,
    String conclusion) {

  /**
   * The dev rows that judge.
   *
   * @param rows how many
   * @param devRows how many the night had
   * @param same whether they are the same in every trial; otherwise each pair of models is judged
   *     on the dev rows of what neither left out
   * @param words which rows, and why these
   */
  public record Jury(long rows, long devRows, boolean same, String words) {}

  /**
   * A model.
   *
   * @param leftOut the deltas that it was trained without; empty: the night's own
   * @param trainRows rows that it was trained on
   * @param value its metric on the jury's rows, NaN when there is none
   * @param problem why it could not be trained; null: it could
   */
  public record Trial(
      List<String> leftOut, long trainRows, double value, @Nullable String problem) {}

  /**
   * A round of a search by halves.
   *
   * @param comparison the model without the first against the one without the second; null: one of
   *     them could not be trained or judged
   * @param worse the half that the search went on with
   */
  public record Round(
      List<String> first,
      List<String> second,
      @Nullable Comparison comparison,
      List<String> worse) {}

  /**
   * A delta that was verified.
   *
   * @param without the model without it against the night's own; null: it could not be judged
   * @param standing where that difference stands among those of other deltas; null: not asked, or
   *     there are too few alike to compare it with, so that {@code without} alone had to decide
   * @param alone the model without any suspect against the one that keeps this one alone; null: not
   *     asked, or it could not be judged
   * @param hurts whether the evidence says so
   */
  public record Finding(
      String delta,
      @Nullable Comparison without,
      @Nullable Standing standing,
      @Nullable Comparison alone,
      boolean hurts) {}

  /**
   * Where what leaving out a delta does stands among the same of its placebos: {@link
   * dev.nightjar.statistics.PlaceboTest} of differences that are divided by the root of the delta's
   * rows.
   *
   * @param placebos with which it is compared
   * @param statistic of the test
   * @param pValue one-sided, of standing out so far by chance
   * @param corrected the same for the number of suspects
   * @param needed a difference that would stand out, however many of the suspects do
   */
  public record Standing(
      List<Placebo> placebos, double statistic, double pValue, double corrected, double needed) {

    /** The same, corrected for the number of suspects. */
    Standing corrected(double to) {
      return new Standing(placebos, statistic, pValue, to, needed);
    }
  }

  /**
   * Another delta that was left out.
   *
   * @param rows of it
   * @param difference of the model without it to the night's, in the metric's good direction
   */
  public record Placebo(String delta, long rows, double difference) {}

  /** The deltas that hurt. */
  public List<String> guilty() {
    return findings.stream().filter(Finding::hurts).map(Finding::delta).toList();
  }

  /** What findings come to, in a sentence. */
  public static String conclude(List<Finding> findings, int suspects) {
    return BisectText.conclusion(findings, suspects);
  }
}
