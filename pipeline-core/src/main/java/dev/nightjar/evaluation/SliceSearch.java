package dev.nightjar.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.text.Figures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The slices of a test set on which the loss was greatest in one half of its rows, and what the
 * other half says of them.
 *
 * @param testSet name of the test set
 * @param kind what was searched for
 * @param metric the mean of the losses, such as {@code mae}; null: the Brier score
 * @param searched rows of the half in which they were found
 * @param confirming rows of the other half
 * @param support rows that a slice has at least in the half that was searched
 * @param level most columns that a slice may name
 * @param confidence one-sided, of each interval: corrected for how many of the found were confirmed
 * @param problem why nothing was searched; null: it was
 * @param findings best first; what is listed was found, and need not be confirmed
 */
public record SliceSearch(
    String testSet,
    Kind kind,
    @Nullable String metric,
    long searched,
    long confirming,
    int support,
    int level,
    double confidence,
    @Nullable String problem,
    List<Finding> findings) {

  public SliceSearch {
    findings = List.copyOf(findings);
  }

  /** What was searched for. */
  public enum Kind {
    /** Slices on which the candidate's loss is greater than on the rest. */
    WEAK,
    /** Slices on which the candidate's loss is greater than the champion's. */
    REGRESSION
  }

  /** What the other half of the rows says of a slice. */
  public enum Outcome {
    CONFIRMED,
    NOT_CONFIRMED,
    /** Fewer rows or units there than can be judged. */
    TOO_SMALL
  }

  /**
   * A slice that was found. All but the first three numbers are of the half that confirms.
   *
   * @param slice its name, such as {@code carrier=Robin & hour in [7, 9)}
   * @param found rows of the half that was searched
   * @param score of the search
   * @param n rows
   * @param loss mean loss of the candidate
   * @param reference mean loss of the rest, or of the champion
   * @param difference reference − loss: below zero is worse
   * @param low lower end of its interval; NaN: there is none
   * @param high upper end
   * @param pValue one-sided, of being no worse; 1 where that could not be tested
   * @param corrected the same, by Benjamini and Yekutieli
   */
  public record Finding(
      String slice,
      long found,
      double score,
      long n,
      double loss,
      double reference,
      double difference,
      double low,
      double high,
      double pValue,
      double corrected,
      Outcome outcome) {}

  /** What the mean of the losses is called. */
  @JsonIgnore
  public String loss() {
    return metric == null ? Metrics.BRIER.name() : metric;
  }

  /** What was confirmed, best of the search first. */
  @JsonIgnore
  public List<Finding> confirmed() {
    return findings.stream().filter(f -> f.outcome() == Outcome.CONFIRMED).toList();
  }

  /** {@code searched on 2,410 rows, confirmed on 2,390 others}. */
  @JsonIgnore
  public String halves() {
    return "searched on %s, confirmed on %s others"
        .formatted(Figures.count(searched, "row"), Figures.count(confirming));
  }

  /** A finding as a comparison of the losses, against champion or rest. */
  public Comparison comparison(Finding f) {
    return comparison(loss(), f);
  }

  /** The same under another name. */
  public Comparison comparison(String metric, Finding f) {
    return new Comparison(
        metric,
        kind == Kind.WEAK ? "rest" : "champion",
        testSet,
        f.slice(),
        f.difference(),
        f.low(),
        f.high(),
        confidence,
        f.pValue(),
        "sliceline",
        f.n());
  }
}
