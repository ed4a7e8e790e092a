package dev.nightjar.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds test rows that a judged model was trained on. Every judged model counts: the candidate, the
 * champion and the baseline. Pure.
 *
 * <p>Two rules. Keys: no row of a test set has the key of a training row. Time: no test row is
 * known only after the logical time, and no training interval reaches into a rolling test set;
 * training may follow a fixed set. Groups need no rule of their own: a split by hash gives all rows
 * of a group one side.
 */
public final class Leakage {

  private Leakage() {}

  /** What is wrong. */
  public enum Rule {
    /** Rows with the same key. */
    KEY,
    /** A training interval that reaches into a rolling test set. */
    TIME
  }

  /**
   * A leak.
   *
   * @param rule what is wrong
   * @param model who was trained on it, such as {@code champion}
   * @param testSet name of the test set
   * @param rows how many of its rows leak; 0 for {@link Rule#TIME}
   * @param witnesses keys of the first of them
   * @param sentence one line for people
   */
  public record Finding(
      Rule rule, String model, String testSet, int rows, List<String> witnesses, String sentence) {
    public Finding {
      witnesses = List.copyOf(witnesses);
    }
  }

  /**
   * Compares the keys of each model's training rows with those of each test set.
   *
   * @param trained keys by model, in the order of the findings
   * @param tests keys by test set
   */
  public static List<Finding> keys(Map<String, RowKeys> trained, Map<String, RowKeys> tests) {
    List<Finding> findings = new ArrayList<>();
    trained.forEach(
        (model, own) ->
            tests.forEach(
                (set, rows) -> {
                  RowKeys.Overlap shared = own.overlap(rows);
                  if (shared.count() > 0) {
                    findings.add(
                        new Finding(
                            Rule.KEY,
                            model,
                            set,
                            shared.count(),
                            shared.witnesses(),
                            model
                                + " was trained on "
                                + shared.count()
                                + " of the "
                                + rows.size()
                                + " rows of test set "
                                + set));
                  }
                }));
    return List.copyOf(findings);
  }

  /**
   * Compares each model's training interval with tonight's rolling test sets.
   *
   * @param trainedOn training interval by model, in the order of the findings
   * @param snapshot tonight's
   * @param testSets as declared; fixed ones are passed over
   */
  public static List<Finding> times(
      Map<String, TimeRange> trainedOn, Snapshot snapshot, List<TestSet> testSets) {
    List<Finding> findings = new ArrayList<>();
    trainedOn.forEach(
        (model, own) -> {
          for (TestSet set : testSets) {
            TimeRange test = snapshot.testSets().get(set.name());
            if (test != null && set.span() instanceof TestSet.Recent && own.overlaps(test)) {
              findings.add(
                  new Finding(
                      Rule.TIME,
                      model,
                      set.name(),
                      0,
                      List.of(),
                      model
                          + " was trained on "
                          + Snapshots.words(own)
                          + ", which reaches into test set "
                          + set.name()
                          + ", "
                          + Snapshots.words(test)));
            }
          }
        });
    return List.copyOf(findings);
  }
}
