package dev.nightjar.drift;

import dev.nightjar.statistics.DriftMeasure;
import dev.nightjar.statistics.Measure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a column of a test set is from the same column of the rows before.
 *
 * @param testSet name of the test set
 * @param column a feature, or {@link DriftMeasure#SCORE}
 * @param score whether it is the candidate's scores: rows before are the dev rows, for a model's
 *     scores of rows that it was fitted on are unlike those of any others
 * @param before rows before: those of the training side
 * @param after rows of the test set
 * @param independentBefore how many independent rows those before are worth; their number where the
 *     test set has no unit
 * @param independentAfter the same of the test set's
 * @param missingBefore share of rows before without a value
 * @param missingAfter the same of the test set's
 * @param distances what gates may ask for; of categories there are fewer
 * @param critical what the first distance, the PSI, is above by chance on a share 1 − confidence of
 *     nights without drift
 * @param tests of no difference; the first one counts
 * @param corrected p-value of the first test, corrected for all columns and test sets
 */
public record Drift(
    String testSet,
    String column,
    boolean score,
    long before,
    long after,
    double independentBefore,
    double independentAfter,
    double missingBefore,
    double missingAfter,
    List<Distance> distances,
    double critical,
    List<Trial> tests,
    double corrected) {

  public Drift {
    distances = List.copyOf(distances);
    tests = List.copyOf(tests);
  }

  /**
   * A distance with its interval.
   *
   * @param measure as in pipeline files, such as {@code psi}
   */
  public record Distance(String measure, double value, double low, double high) {}

  /**
   * A test.
   *
   * @param name {@code ks}, {@code chi-square} or {@code g}
   */
  public record Trial(String name, double statistic, double pValue) {}

  /** The distance of that measure; null when the column has none. */
  public @Nullable Distance distance(DriftMeasure measure) {
    return distances.stream()
        .filter(d -> d.measure().equals(measure.word()))
        .findFirst()
        .orElse(null);
  }

  /** The population stability index, which every column has. */
  public Distance psi() {
    return distances.get(0);
  }

  /** Whether there is more of it than chance makes, of all columns and test sets together. */
  public boolean certain(double confidence) {
    return corrected <= 1 - confidence && psi().value() > critical;
  }

  /** What gates look at. */
  public List<Measure> measures() {
    return distances.stream()
        .map(
            d ->
                new Measure(
                    "candidate",
                    d.measure() + "(" + column + ")",
                    testSet,
                    "",
                    d.value(),
                    d.low(),
                    d.high(),
                    after))
        .toList();
  }

  Drift corrected(double p) {
    return new Drift(
        testSet,
        column,
        score,
        before,
        after,
        independentBefore,
        independentAfter,
        missingBefore,
        missingAfter,
        distances,
        critical,
        tests,
        p);
  }
}
