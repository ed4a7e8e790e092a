package dev.nightjar.dataset;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Finds rows that a judged model should not have been trained on. Every judged model counts: the
 * candidate, the champion and the baseline. Each {@link Rule} is a method here. Pure.
 */
public final class Leakage {

  private static final double MICROS = 86_400_000_000e0;

  private Leakage() {}

  /** What is wrong. */
  public enum Rule {
    /** Test rows with the content of a training row, whatever their ids. */
    ROW("rows with the same content"),
    /** Test rows with the key of a training row. */
    KEY("rows with the same key"),
    /**
     * Groups on both sides of one split by hash. A group that is in the training rows and in a
     * later test period is normal.
     */
    GROUP("groups on both sides of the split"),
    /** A training interval that reaches into a rolling test set. */
    TIME("training inside a rolling test set"),
    /** Rows that happened, or whose label became known, only after the logical time. */
    KNOWN("rows known only after the logical time"),
    /** Rows of the candidate's training that the champion was once judged on. */
    CHAMPION("training rows that the champion was judged on"),
    /** A fixed test set whose rows are others than those that the champion was judged on. */
    FROZEN("fixed test sets that changed");

    private final String words;

    Rule(String words) {
      this.words = words;
    }

    /** What the rule looks for, in words. */
    public String words() {
      return words;
    }
  }

  /**
   * A leak.
   *
   * @param rule what is wrong
   * @param model who was trained on it, such as {@code champion v3}
   * @param testSet name of the test set; empty when it is about the training rows alone
   * @param rows how many rows, or groups, leak; 0 for {@link Rule#TIME}
   * @param witnesses keys of the first of them
   * @param blocks whether the night ends; others are for the record
   * @param sentence one line for people
   */
  public record Finding(
      Rule rule,
      String model,
      String testSet,
      int rows,
      List<String> witnesses,
      boolean blocks,
      String sentence) {
    public Finding {
      witnesses = List.copyOf(witnesses);
    }

    static Finding of(
        Rule rule, String model, String testSet, RowKeys.Overlap shared, String sentence) {
      return new Finding(rule, model, testSet, shared.count(), shared.witnesses(), true, sentence);
    }
  }

  /**
   * {@link Rule#ROW}: compares contents, by model in the order of the findings, and by test set.
   */
  public static List<Finding> contents(Map<String, RowKeys> trained, Map<String, RowKeys> tests) {
    return shared(
        Rule.ROW,
        "%s was trained on rows equal to %d of the %d rows of test set %s",
        trained,
        tests);
  }

  /** {@link Rule#KEY}: compares keys, by model in the order of the findings, and by test set. */
  public static List<Finding> keys(Map<String, RowKeys> trained, Map<String, RowKeys> tests) {
    return shared(Rule.KEY, "%s was trained on %d of the %d rows of test set %s", trained, tests);
  }

  private static List<Finding> shared(
      Rule rule, String words, Map<String, RowKeys> trained, Map<String, RowKeys> tests) {
    List<Finding> findings = new ArrayList<>();
    trained.forEach(
        (model, own) ->
            tests.forEach(
                (set, rows) -> {
                  RowKeys.Overlap shared = own.overlap(rows);
                  if (shared.count() > 0) {
                    String sentence = words.formatted(model, shared.count(), rows.size(), set);
                    findings.add(Finding.of(rule, model, set, shared, sentence));
                  }
                }));
    return List.copyOf(findings);
  }

  /**
   * {@link Rule#GROUP}: compares the groups of the two sides of one split.
   *
   * @param column what rows are grouped by
   * @param train groups of the training side, as {@link RowKeys#groups} names them
   * @param dev groups of the dev side
   */
  public static List<Finding> groups(String column, RowKeys train, RowKeys dev) {
    RowKeys.Overlap shared = train.overlap(dev);
    String sentence =
        "%d of the %d groups of %s on the dev side are on the training side too"
            .formatted(shared.count(), dev.size(), column);
    return shared.count() == 0
        ? List.of()
        : List.of(Finding.of(Rule.GROUP, "candidate", "", shared, sentence));
  }

  /**
   * {@link Rule#TIME}: compares each model's training interval with tonight's rolling test sets.
   *
   * @param trainedOn training interval by model, in the order of the findings
   * @param snapshot tonight's
   * @param testSets as declared; fixed ones are passed over, for training may follow them
   */
  public static List<Finding> times(
      Map<String, TimeRange> trainedOn, Snapshot snapshot, List<TestSet> testSets) {
    List<Finding> findings = new ArrayList<>();
    trainedOn.forEach(
        (model, own) -> {
          for (TestSet set : testSets) {
            TimeRange test = snapshot.testSets().get(set.name());
            if (test != null && set.span() instanceof TestSet.Recent && own.overlaps(test)) {
              String sentence =
                  "%s was trained on %s, which reaches into test set %s, %s"
                      .formatted(model, own.words(), set.name(), test.words());
              findings.add(new Finding(Rule.TIME, model, set.name(), 0, List.of(), true, sentence));
            }
          }
        });
    return List.copyOf(findings);
  }

  /**
   * {@link Rule#KNOWN}: looks for rows later than the logical time.
   *
   * @param testSet whose rows they are; empty: the candidate's training rows
   * @param rows with {@link DataEngine.Rows#KEY} and {@link DataEngine.Rows#KNOWN}
   * @param cutoff local logical time
   */
  public static List<Finding> known(String testSet, Frame rows, LocalDateTime cutoff) {
    long limit = ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), cutoff);
    double[] known = rows.numbers(DataEngine.Rows.KNOWN);
    long[] keys = RowKeys.inOrder(rows, DataEngine.Rows.KEY);
    long[] late = new long[known.length];
    int n = 0;
    for (int i = 0; i < known.length; i++) {
      if (Math.rint(known[i] * MICROS) > limit) {
        late[n++] = keys[i];
      }
    }
    if (n == 0) {
      return List.of();
    }
    RowKeys found = RowKeys.of(Arrays.copyOf(late, n));
    String where = testSet.isEmpty() ? "training rows" : "rows of test set " + testSet;
    String sentence =
        "%d of the %d %s became known only after %s".formatted(n, known.length, where, cutoff);
    return List.of(
        new Finding(
            Rule.KNOWN, "candidate", testSet, n, found.overlap(found).witnesses(), true, sentence));
  }

  /**
   * {@link Rule#CHAMPION}: compares the candidate's training rows with the rows that the champion
   * was judged on when it was promoted. While the set stands in the pipeline as a fixed one, to
   * train on its former rows blocks; the rows of a rolling set, and of a set that is no longer
   * judged on, become training rows in time, and that is only recorded.
   *
   * @param candidate keys of its training rows
   * @param champion who was judged, such as {@code champion v3}
   * @param judged keys of the rows of each test set then
   * @param testSets as declared tonight
   */
  public static List<Finding> champion(
      RowKeys candidate, String champion, Map<String, RowKeys> judged, List<TestSet> testSets) {
    List<Finding> findings = new ArrayList<>();
    judged.forEach(
        (set, rows) -> {
          RowKeys.Overlap shared = candidate.overlap(rows);
          if (shared.count() > 0) {
            boolean fixed =
                testSets.stream()
                    .anyMatch(t -> t.name().equals(set) && t.span() instanceof TestSet.Fixed);
            String sentence =
                "candidate was trained on %d of the %d rows of test set %s that %s was judged on"
                    .formatted(shared.count(), rows.size(), set, champion);
            findings.add(
                new Finding(
                    Rule.CHAMPION,
                    "candidate",
                    set,
                    shared.count(),
                    shared.witnesses(),
                    fixed,
                    sentence));
          }
        });
    return List.copyOf(findings);
  }

  /**
   * {@link Rule#FROZEN}: compares the rows of a fixed test set with those that the champion was
   * judged on. Recorded, and does not block: tonight's models all see the same rows.
   *
   * @param champion who was judged, such as {@code champion v3}
   * @param before keys of the rows then
   * @param now keys of the rows tonight
   * @param segments which segments changed, in words; empty: none did
   */
  public static List<Finding> frozen(
      String testSet, String champion, RowKeys before, RowKeys now, String segments) {
    if (before.equals(now)) {
      return List.of();
    }
    int kept = before.overlap(now).count();
    RowKeys.Overlap changed = before.difference(now);
    String sentence =
        "fixed test set %s is not the one that %s was judged on: %d rows are gone and %d are new%s"
            .formatted(
                testSet,
                champion,
                before.size() - kept,
                now.size() - kept,
                segments.isEmpty() ? "" : "; " + segments);
    return List.of(
        new Finding(
            Rule.FROZEN, champion, testSet, changed.count(), changed.witnesses(), false, sentence));
  }
}
