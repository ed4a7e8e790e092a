package dev.nightjar.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Minimum;
import dev.nightjar.dataset.Recipe;
import dev.nightjar.dataset.Schema;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.expectation.ExpectationSpec;
import dev.nightjar.expectation.Severity;
import dev.nightjar.gate.Gate;
import dev.nightjar.model.Feature;
import dev.nightjar.model.Threshold;
import dev.nightjar.run.ScheduleSpec;
import dev.nightjar.run.Trigger;
import dev.nightjar.upkeep.RetentionRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineReaderTest {

  static final String GOOD =
      """
      pipeline: flight-delays
      owner: ops@example.org
      dataset:
        name: flights
        window: 60d
        id: [day, number]
        dedupe: rows
        split: {dev: 10%, by: hash, group: tail}
        data_deadline: 2h
      label:
        name: late
        when: "delay >= 15"
        complete_after: 1d
      features:
        derive:
          hour: "minute // 60"
        use: [carrier, hour]
        categorical: [hour]
      expectations:
        - expect_column_values_to_not_be_null: {column: carrier, mostly: 0.9}
          severity: warning
        - {expectation_type: expect_table_row_count_to_be_between, kwargs: {min_value: 4}, on: newest}
      train:
        trainer: logistic
        l2: 0.5
        seed: 7
        threshold: {maximise: f1}
      test_sets:
        fixed: {from: 2011-01-01, to: 2011-01-31, sample: 100, nights: 365, epsilon: 2%, delta: 0.05}
        recent: {last: 14d, unit: day}
      slices: [carrier, "hour >= 18"]
      promote:
        confidence: 95%
        when:
          - improves: {metric: auc, over: champion, by: 0.002, on: recent}
          - no_worse: {metric: recall, margin: 0.05, on: recent, per: carrier, min_n: 300}
          - at_most: {measure: model_bytes, value: 20MB}
      schedule:
        cron: "0 30 2 * * ?"
        zone: America/Chicago
        dst: {gap: skip, overlap: both}
      """;

  private final PipelineReader reader =
      new PipelineReader(
          new Vocabulary(
              spec ->
                  refuse(!spec.parameters().containsKey("l2"), "parameter " + spec.parameters()),
              spec -> refuse(!spec.type().startsWith("expect_"), "expectation"),
              name -> refuse(!List.of("auc", "recall").contains(name), "metric"),
              name -> refuse(!name.equals("model_bytes"), "measure"),
              cron -> refuse(!cron.endsWith("?"), "cron")));

  private static void refuse(boolean wrong, String what) {
    if (wrong) {
      throw new IllegalArgumentException("no such " + what);
    }
  }

  private Pipeline read(String text) {
    return reader.parse(Path.of("p.yaml"), text).pipeline();
  }

  @Test
  void aMinimumIsTheStandardOneWhereItSaysNothing() {
    assertThat(read(GOOD).minimum()).isNull();
    assertThat(read(GOOD).least()).isEqualTo(new Minimum(100, 100, 100, 5, 0.9));
    String some = "data_deadline: 2h\n  minimum: {dev: 40, per_class: 2, max_group_share: 50%}";
    assertThat(read(GOOD.replace("data_deadline: 2h", some)).least())
        .isEqualTo(new Minimum(100, 40, 100, 2, 0.5));
  }

  @Test
  void aPersonIsAskedOnlyWhereTheFileSaysSo() {
    Pipeline plain = read(GOOD);
    assertThat(plain.policy().asksAPerson()).isFalse();
    String confidence = "confidence: 95%";
    Pipeline automatic = read(GOOD.replace(confidence, confidence + "\n  approval: automatic"));
    assertThat(automatic.digest()).as("it means the same").isEqualTo(plain.digest());
    Pipeline manual = read(GOOD.replace(confidence, confidence + "\n  approval: manual"));
    assertThat(manual.policy().asksAPerson()).isTrue();
    assertThat(manual.digest()).isNotEqualTo(plain.digest());
    assertThatThrownBy(() -> read(GOOD.replace(confidence, confidence + "\n  approval: manuel")))
        .hasMessageContaining("did you mean manual?");
  }

  @Test
  void aMinimumThatNothingCanMeetIsRefused() {
    String none = "data_deadline: 2h\n  minimum: {max_group_share: 0}";
    assertThatThrownBy(() -> read(GOOD.replace("data_deadline: 2h", none)))
        .hasMessageContaining("max_group_share is a share above 0 and at most 100%, not 0.0");
    String more = "data_deadline: 2h\n  minimum: {test: 101}";
    assertThatThrownBy(() -> read(GOOD.replace("data_deadline: 2h", more)))
        .hasMessageContaining(
            "p.yaml:10: test set fixed takes a sample of 100 rows, and fewer than 101 are refused");
  }

  @Test
  void aFixedSetMayBePinnedAndARollingOneMayNot() {
    assertThat(read(GOOD.replace("to: 2011-01-31,", "to: 2011-01-31, at: release-1,")).testSets())
        .extracting(TestSet::at)
        .containsExactly("release-1", null);
    assertThatThrownBy(() -> read(GOOD.replace("last: 14d", "last: 14d, at: release-1")))
        .hasMessageContaining(
            "p.yaml:30: at pins the rows of a fixed set, but test set recent rolls with the nights");
  }

  @Test
  void aBudgetIsWholeAndPossible() {
    String budget = "nights: 365, epsilon: 2%, delta: 0.05";
    assertThat(GOOD).contains(budget);
    assertThatThrownBy(() -> read(GOOD.replace(budget, "nights: 365, epsilon: 0.02")))
        .hasMessageContaining("p.yaml:29: a budget needs all three: nights, epsilon and delta");
    assertThatThrownBy(() -> read(GOOD.replace(budget, "nights: 365, epsilon: 2, delta: 0.05")))
        .hasMessageContaining(
            "p.yaml:29: epsilon lies between 0 and 1, such as 0.02, but found: 2.0");
  }

  @Test
  void whomToTellAndWhenAreNoPartOfTheDesign() {
    Pipeline p = read(GOOD);
    String later = GOOD.replace("30 2 * * ?", "30 4 * * ?").replace("ops@", "data@");
    assertThat(later).isNotEqualTo(GOOD);
    assertThat(read(later).design()).isEqualTo(p.design());
    assertThat(read(GOOD.replace("last: 14d", "last: 15d")).design()).isNotEqualTo(p.design());
  }

  @Test
  void retentionIsNoPartOfThePipelinesMeaning() {
    PipelineFile with =
        reader.parse(Path.of("p.yaml"), GOOD + "retention: {rejected: 30d, scores: 90d}\n");
    assertThat(with.retention())
        .isEqualTo(new RetentionRule("flight-delays", Duration.ofDays(30), Duration.ofDays(90)));
    PipelineFile without = reader.parse(Path.of("p.yaml"), GOOD);
    assertThat(without.retention()).isEqualTo(new RetentionRule("flight-delays", null, null));
    assertThat(with.pipeline()).isEqualTo(without.pipeline());
    assertThatThrownBy(() -> reader.parse(Path.of("p.yaml"), GOOD + "retention: {rejcted: 30d}\n"))
        .hasMessageContaining("rejcted")
        .hasMessageContaining("rejected");
  }

  @Test
  void readsEverySection() {
    Pipeline p = read(GOOD);
    assertThat(p.name()).isEqualTo("flight-delays");
    assertThat(p.recipe().window()).hasToString("60d");
    assertThat(p.recipe().dedupe()).isEqualTo(Recipe.Dedupe.ROWS);
    assertThat(p.recipe().split().dev()).isEqualTo(0.1);
    assertThat(p.recipe().split().group()).isEqualTo("tail");
    assertThat(p.features())
        .containsExactly(
            new Feature("carrier", Feature.Kind.INFERRED),
            new Feature("hour", Feature.Kind.CATEGORICAL));
    assertThat(p.expectations())
        .extracting(ExpectationSpec::severity)
        .containsExactly(Severity.WARNING, Severity.CRITICAL);
    assertThat(p.expectations().get(1).on()).isEqualTo(ExpectationSpec.Scope.NEWEST);
    assertThat(p.training().parameters()).containsExactly(java.util.Map.entry("l2", 0.5));
    assertThat(p.training().threshold()).isEqualTo(new Threshold.Maximise("f1"));
    assertThat(p.baseline()).isEqualTo("first-champion");
    assertThat(p.testSets()).extracting(TestSet::name).containsExactly("fixed", "recent");
    assertThat(p.testSets().get(0).budget()).isEqualTo(new TestSet.Budget(365, 0.02, 0.05));
    assertThat(p.policy().confidence()).isEqualTo(0.95);
    assertThat(p.policy().when())
        .containsExactly(
            new Gate.Improves("auc", "champion", 0.002, "recent", null, 30),
            new Gate.NoWorse("recall", "champion", 0.05, "recent", "carrier", 300),
            new Gate.AtMost("model_bytes", 20_000_000, null, null, 0));
    assertThat(p.schedule().trigger())
        .isEqualTo(new Trigger.Cron("0 30 2 * * ?", Trigger.Gap.SKIP, Trigger.Overlap.BOTH));
    assertThat(p.schedule().dataDeadline()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void leavesDefaultsToTheFileThatSaysNothing() {
    Pipeline p =
        read(
            """
            pipeline: p
            dataset: {name: d}
            label: {name: y, when: y}
            features: {use: [a]}
            train: {trainer: majority, l2: 1}
            test_sets: {recent: {last: 7d}}
            promote: {when: [{improves: {metric: auc}}]}
            """);
    assertThat(p.label().completeAfter()).hasToString("1d");
    assertThat(p.training().seed()).isEqualTo(42);
    assertThat(p.training().threshold()).isEqualTo(new Threshold.Fixed(0.5));
    assertThat(p.schedule()).isEqualTo(ScheduleSpec.standard());
    assertThat(p.policy().when().get(0).on()).isEqualTo("recent");
  }

  private void refused(String text, String... parts) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ConfigException.class)
        .message()
        .contains(parts);
  }

  /** Replaces {@code what} and expects the mistake to be named with the line that holds it. */
  private void refusedAt(String what, String by, String... parts) {
    assertThat(GOOD).contains(what);
    int line = (int) GOOD.substring(0, GOOD.indexOf(what)).lines().count();
    int at = GOOD.charAt(Math.max(0, GOOD.indexOf(what) - 1)) == '\n' ? line + 1 : line;
    refused(GOOD.replace(what, by), parts);
    refused(GOOD.replace(what, by), "p.yaml:" + at + ": ");
  }

  @Test
  void namesFileLineExpectationAndNearestName() {
    refusedAt("features:", "featurs:", "unknown key featurs", "did you mean features?");
    refusedAt("dedupe: rows", "dedupe: row", "expected one of", "did you mean rows?");
    refusedAt("window: 60d", "window: sixty", "expected a length of time such as 60d");
    refusedAt("seed: 7", "seed: many", "expected a whole number", "“many”");
    refusedAt("by: 0.002, on: recent", "by: 0.002, on: recnt", "no test set recnt", "recent?");
    refusedAt("per: carrier", "per: carier", "did you mean carrier?");
    refusedAt("metric: auc", "metric: aux", "no such metric");
    refusedAt("l2: 0.5", "l3: 0.5", "no such parameter {l3");
    refusedAt("America/Chicago", "America/Chicgo", "did you mean America/Chicago?");
    refusedAt("margin: 0.05, ", "", "margin is missing");
    refusedAt("last: 14d", "lats: 14d", "unknown key lats", "did you mean last?");
    refusedAt("severity: warning", "severty: warning", "did you mean severity?");
    refusedAt("minute // 60", "minute // (60", "expected an expression");
    refusedAt("improves:", "improve:", "unknown gate improve", "did you mean improves?");
    refusedAt("  name: late", "\tname: late", "a tab");
    refused(GOOD.replace("2h", "2h\n  name: again"), "name stands twice, first in line 4");
    refused("", "p.yaml: the file is empty");
    refused("- a\n- b\n", "p.yaml:1: expected a mapping");
  }

  @Test
  void reportsAllMistakesAtOnce() {
    assertThatThrownBy(
            () -> read(GOOD.replace("dedupe: rows", "dedupe: row").replace("2h", "soon")))
        .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.problems()).hasSize(2));
  }

  @Test
  void holdsColumnsAgainstTheDataset() {
    PipelineFile file = reader.parse(Path.of("p.yaml"), GOOD);
    Schema schema =
        new Schema(
            List.of(
                new Column("day", ColumnType.DATE),
                new Column("number", ColumnType.INTEGER),
                new Column("tail", ColumnType.TEXT),
                new Column("carier", ColumnType.TEXT),
                new Column("minute", ColumnType.INTEGER),
                new Column("delay", ColumnType.INTEGER)));
    assertThatThrownBy(() -> file.checkColumns(schema))
        .message()
        .contains("p.yaml:17: dataset flights has no column carrier; did you mean carier?");
  }

  @Test
  void missingFileAndFolderAreNamed(@TempDir Path dir) throws Exception {
    assertThatThrownBy(() -> reader.read(dir.resolve("none.yaml")))
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> reader.read(dir)).hasMessageContaining("a folder");
    Path latin = Files.write(dir.resolve("l.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE9});
    assertThatThrownBy(() -> reader.read(latin)).hasMessageContaining("UTF-8");
  }

  @Test
  void aRecipeMayNameAndPinItsSegments() {
    Recipe plain = read(GOOD).recipe();
    assertThat(plain.only()).isNull();
    assertThat(plain.at()).isNull();
    assertThat(plain.keep()).isNull();
    assertThat(plain.allowsBroken()).isFalse();
    String once =
        GOOD.replace(
            "dedupe: rows",
            "only: [base, fixes]\n  at: v1\n  allow_broken: true\n"
                + "  dedupe: {by: id, keep: last}");
    Recipe recipe = read(once).recipe();
    assertThat(recipe.only()).containsExactly("base", "fixes");
    assertThat(recipe.at()).isEqualTo("v1");
    assertThat(recipe.dedupe()).isEqualTo(Recipe.Dedupe.ID);
    assertThat(recipe.keepsLast()).isTrue();
    assertThat(recipe.allowsBroken()).isTrue();
    assertThat(read(once.replace("at: v1", "at: 17")).recipe().at()).isEqualTo("17");
    refused(once.replace("by: id", "by: rows"), "keep needs dedupe by id");
    refused(once.replace("at: v1", "exclude: [x]"), "exclude says nothing beside only");
    refused(once.replace("keep: last", "keep: lst"), "did you mean last?");
    refused(once.replace("allow_broken: true", "allow_broken: maybe"), "true or false");
  }
}
