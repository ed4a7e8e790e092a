package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.jobs.parquet.ParquetSchemas;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights whose decision is reckoned again from what they kept. */
class ReplayIT {

  private static final WorldOptions WORLD = WorldOptions.drifting(3);

  @TempDir Path dir;

  private static String day(int day) {
    return LocalDate.parse(WORLD.start().toString()).plusDays(day).toString();
  }

  private Terminal.Answer type(String... words) {
    return new Terminal(dir).type(words);
  }

  private void night(Path file, int day) {
    Terminal.Answer run = type("run", file.toString(), "--date", day(day));
    assertThat(run.code()).as(run.out() + run.err()).isZero();
  }

  private Terminal.Answer replay(int day) {
    return type("report", "deliveries", "--date", day(day), "--replay");
  }

  private void assertSame(int day) {
    Terminal.Answer same = replay(day);
    assertThat(same.out()).as(same.err()).contains("The same, bit by bit: SHA-256 ");
    assertThat(same.code()).isZero();
  }

  private Json report(int day) throws IOException {
    return Json.read(type("report", "--date", day(day), "--format", "json").out());
  }

  /** A file of the night's folder in the store. */
  private Path stored(int day, String name) throws IOException {
    String run = report(day).text("runId");
    try (Stream<Path> all = Files.walk(dir.resolve("store/runs"))) {
      return all.filter(p -> p.endsWith(Path.of(run, name))).findFirst().orElseThrow();
    }
  }

  private Path blob(String digest) {
    return dir.resolve("store").resolve(Blobs.key(new Digest(digest)).path());
  }

  /** A pipeline file that asks for everything that a decision can rest on. */
  private static void everything(Path file) throws IOException {
    String yaml = Files.readString(file);
    String metric =
        """
        weak_slices: {columns: [carrier, depot, vehicle]}
        metrics:
          dispatch: {false_positive: 5, false_negative: "distance_km * 0.9"}
        """;
    String gates =
        """
            - no_worse: {metric: dispatch, than: champion, margin: 9, on: fixed}
            - no_worse: {metric: demographic_parity, margin: 60%, on: fixed, per: vehicle}
            - any_of:
                - improves: {metric: auc, by: 0.9, on: fixed}
                - at_most: {measure: churn, value: 90%, on: fixed}
                - at_most: {measure: psi(score), value: 3, on: recent}
                - at_least: {measure: staleness, value: 0.5}
            - at_most: {measure: wasserstein(score), value: 9, on: recent}
            - no_regression_slices: {on: recent, margin: 0.1}
        """;
    String changed =
        yaml.replace("recent: {last: 14d}", "recent: {last: 14d, unit: day}")
            .replace("slices: [depot", metric + "slices: [depot")
            .replace("    - at_most:", gates + "    - at_most:");
    assertThat(changed).isNotEqualTo(yaml);
    Files.writeString(file, changed);
  }

  @Test
  void everyBitComesOutAgainWhateverHappenedSince() throws IOException {
    DemoWorkspace demo = DemoWorkspace.make(dir, WORLD);
    Path file = demo.pipeline();
    everything(file);
    night(file, 83);
    night(file, 90);
    assertSame(83);
    assertSame(90);

    // Later nights ask the same test set, an earlier one is made up for, and the champion is
    // another: the night is replayed as the world stood then.
    night(file, 97);
    night(file, 76);
    for (List<String> act : List.of(List.of("promote", "v2", "--force"), List.of("taint", "v1"))) {
      List<String> words = new ArrayList<>(List.of("registry"));
      words.addAll(act);
      words.addAll(List.of("--reason", "a test"));
      Terminal.Answer done = type(words.toArray(new String[0]));
      assertThat(done.code()).as(done.err()).isZero();
    }
    Files.writeString(file, Files.readString(file).replace("by: 0.005", "by: 0.5"));
    // And no model is needed.
    Files.delete(blob(report(90).text("candidate", "artifact")));
    assertSame(83);
    assertSame(90);
    assertSame(97);
    flipsAreWrittenOnce();
    Json told = Json.read(type("report", "--date", day(90), "--replay", "--output", "json").out());
    assertThat(told.text("same")).isEqualTo("true");
    assertThat(told.text("verdict")).isEqualTo(report(90).text("verdict"));
    assertThat(told.number("rows")).isPositive();
    assertThat(told.list("differences")).isEmpty();
  }

  private void flipsAreWrittenOnce() throws IOException {
    long all = 0;
    for (Json set : report(90).list("evaluation", "flips")) {
      all += set.number("worse") + set.number("better");
    }
    assertThat(all).isPositive();
    Path csv = dir.resolve("flips.csv");
    Terminal.Answer written = flips(csv);
    assertThat(written.code()).as(written.err()).isZero();
    List<String> lines = Files.readAllLines(csv);
    assertThat(lines).hasSize((int) all + 1);
    assertThat(lines.get(0))
        .isEqualTo(
            "test_set,row,change,label,candidate_class,champion_class,candidate_score,"
                + "champion_score,loss_difference");
    Json worst = report(90).list("evaluation", "flips").get(0).list("worst").get(0);
    assertThat(lines.get(1)).startsWith("recent," + worst.text("row") + ",worse,");
    assertThat(report(90).text("evaluation", "flips")).contains("testSet=recent", "testSet=fixed");
    assertThat(type("report", "--date", day(90), "--format", "html").out())
        .contains("Rows that flipped", worst.text("row"));

    Terminal.Answer again = flips(csv);
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("flips.csv is there already: name a new file");
    Path parquet = dir.resolve("flips.parquet");
    assertThat(flips(parquet).out()).contains(all + " rows in ");
    assertThat(ParquetSchemas.read(parquet).schema().names())
        .startsWith("test_set", "row")
        .endsWith("loss_difference");
    assertThat(flips(dir.resolve("flips.txt")).err()).contains("ends in .csv or .parquet");
    Terminal.Answer first =
        type("report", "--date", day(83), "--flips", dir.resolve("first.csv").toString());
    assertThat(first.err()).contains("had no champion: no row can have flipped");
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left.map(p -> p.getFileName().toString())).noneMatch(n -> n.endsWith(".part"));
    }
  }

  private Terminal.Answer flips(Path to) {
    return type("report", "--date", day(90), "--flips", to.toString());
  }

  @Test
  void whatWasTamperedWithIsFoundAndNamed() throws IOException {
    DemoWorkspace demo = DemoWorkspace.make(dir, WORLD);
    Path file = demo.pipeline();
    night(file, 83);
    night(file, 90);
    assertSame(90);

    Path decision = stored(90, "decision.json");
    String text = Files.readString(decision);
    Json auc = report(90).list("evaluation", "comparisons").get(0);
    String number = auc.text("difference");
    Files.writeString(
        decision, text.replaceFirst("\"difference\":" + number, "\"difference\":0.25"));
    Terminal.Answer changed = replay(90);
    assertThat(changed.code()).isEqualTo(1);
    assertThat(changed.out())
        .contains(
            "NOT the same as stored: one value differs",
            "decision.json $.evaluation.comparisons[0].difference",
            "stored      0.25",
            "recomputed  " + number)
        .doesNotContain("Another program");
    Json told = Json.read(type("report", "--date", day(90), "--replay", "--output", "json").out());
    assertThat(told.text("same")).isEqualTo("false");
    assertThat(told.list("differences").get(0).text("path"))
        .isEqualTo("$.evaluation.comparisons[0].difference");

    Files.writeString(
        decision,
        text.replaceFirst("\"version\":\"[^\"]*\"", "\"version\":\"0.0.1\"")
            .replaceFirst("\"reason\"", "\"reason\""));
    assertThat(replay(90).out()).contains("decision.json $.c", ".version", "stored      \"0.0.1\"");
    Files.writeString(decision, text + " ");
    assertThat(replay(90).out()).contains("decision.json $", "written otherwise");
    Files.writeString(decision, text);
    assertSame(90);

    Path scores = blob(report(90).list("evaluation", "testSets").get(1).text("predictions"));
    byte[] kept = Files.readAllBytes(scores);
    byte[] other = kept.clone();
    other[other.length / 2] ^= 1;
    Files.write(scores, other);
    assertRefused("cannot be replayed: the object blobs/sha256/", "is damaged: expected SHA-256 ");
    Files.delete(scores);
    assertRefused("cannot be replayed: the object ", "blobs/sha256/", "is missing");
    Files.write(scores, kept);
    assertSame(90);

    Path evaluated = stored(90, "evaluate.json");
    String honest = Files.readString(evaluated);
    Files.writeString(
        evaluated, honest.replaceFirst("\"difference\":" + number, "\"difference\":0.25"));
    Terminal.Answer step = replay(90);
    assertThat(step.code()).isEqualTo(1);
    assertThat(step.out()).contains("evaluate.json $.comparisons[0].difference");
  }

  private void assertRefused(String... words) {
    Terminal.Answer answer = replay(90);
    assertThat(answer.code()).as(answer.out()).isEqualTo(1);
    assertThat(answer.err()).contains("the night of " + day(90)).contains(List.of(words));
    assertThat(answer.out()).isEmpty();
  }

  @Test
  void anotherProgramIsSaidToBeWhyAndNonsenseIsRefused() throws IOException {
    DemoWorkspace demo = DemoWorkspace.make(dir, WORLD);
    night(demo.pipeline(), 83);
    String jar = report(83).text("code", "jar");
    for (String name : List.of("request.json", "decision.json", "decide.json")) {
      Path path = stored(83, name);
      Files.writeString(path, Files.readString(path).replace(jar, "0".repeat(64)));
    }
    Terminal.Answer other = replay(83);
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.out())
        .contains("models/deliveries/log entry ", "Another program made the decision")
        .contains("(000000000000) then", "That may be why.");

    Terminal.Answer both = type("report", "--replay", "--what-if", "gates.auc.by=0.1");
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.err()).contains("--replay compares and shows no report");
  }
}
