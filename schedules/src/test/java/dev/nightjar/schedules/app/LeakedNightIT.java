package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.run.RunState;
import dev.nightjar.schedules.DatasetService;
import dev.nightjar.schedules.NightListener;
import dev.nightjar.schedules.NightResult;
import dev.nightjar.schedules.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nights with planted leaks: a fixed test set that changes in the data and then in the file, a
 * rolling one that grows, rows that come again. Rows not known yet and groups on both sides of a
 * split cannot be planted: the engine leaves them out before any rule looks.
 */
class LeakedNightIT {

  private static final WorldOptions WORLD = WorldOptions.drifting(3);
  private static final LocalDate NIGHT = WORLD.start().plusDays(90);

  @TempDir private Path dir;

  @Test
  void aFixedSetThatChangesIsReportedAndOneThatMovesIntoTheTrainingRowsBlocks() throws IOException {
    DemoWorkspace demo = DemoWorkspace.make(dir, WORLD);
    String yaml = Files.readString(demo.pipeline()).replaceFirst("slices: .*", "slices: [depot]");
    Files.writeString(demo.pipeline(), yaml);
    NightResult first = night(demo, NIGHT);
    assertThat(first.state()).as(first.headline()).isEqualTo(RunState.Status.SUCCEEDED);
    assertThat(first.champion().after()).isEqualTo("v1");

    try (Workspace workspace = demo.open()) {
      workspace.datasets().retract("deliveries", "2025-02-03", "poisoned");
    }
    NightResult second = night(demo, NIGHT.plusDays(1));
    assertThat(second.state()).as(second.headline()).isEqualTo(RunState.Status.SUCCEEDED);
    assertThat(document(second, "report.md"))
        .contains("fixed test set fixed is not the one that champion v1 was judged on")
        .contains("segment 2025-02-03 is gone");
    Json decision = Json.read(document(second, "decision.json"));
    assertThat(decision.text("evaluation", "findings"))
        .contains("FROZEN")
        .doesNotContain("KEY")
        .doesNotContain("blocks=true");

    Files.writeString(
        demo.pipeline(),
        yaml.replace("window: 45d", "window: 90d")
            .replace("from: 2025-02-01, to: 2025-02-21", "from: 2025-02-15, to: 2025-03-07"));
    NightResult third = night(demo, NIGHT.plusDays(2));
    assertThat(third.state()).isEqualTo(RunState.Status.FAILED);
    assertThat(third.headline())
        .containsPattern("champion v\\d was trained on \\d+ of the \\d+ rows of test set fixed")
        .containsPattern(
            "candidate was trained on \\d+ of the \\d+ rows of test set fixed that champion v\\d was judged on");
    Json refused = Json.read(document(third, "decision.json"));
    assertThat(refused.text("refusal", "leaks"))
        .contains("rule=KEY", "rule=CHAMPION", "testSet=fixed", "blocks=true", "witnesses=[");
    assertThat(document(third, "report.md"))
        .contains("## Why the rows were refused", "| rows with the same key | champion v");

    Files.writeString(
        demo.pipeline(),
        yaml.replace(
            "split: {dev: 10%, by: hash}",
            "split: {dev: 10%, by: hash}\n  minimum: {dev: 2000, per_class: 1}"));
    NightResult fourth = night(demo, NIGHT.plusDays(3));
    assertThat(fourth.state()).isEqualTo(RunState.Status.FAILED);
    assertThat(fourth.headline())
        .containsPattern("train: the dev side has \\d+ rows; minimum.dev is 2000");
    assertThat(Json.read(document(fourth, "decision.json")).text("refusal", "sides"))
        .contains("name=the dev side", "minimum.dev is 2000")
        .doesNotContain("training side");
    Files.writeString(
        demo.pipeline(),
        yaml.replace(
            "split: {dev: 10%, by: hash}",
            "split: {dev: 10%, by: hash}\n  minimum: {test: 100000, per_class: 1}"));
    NightResult small = night(demo, NIGHT.plusDays(3));
    assertThat(small.headline())
        .containsPattern(
            "evaluate: test set recent has \\d+ rows; minimum.test is 100000; test set fixed has");

    aRollingSetThatGrowsReachesIntoWhatTheChampionWasTrainedOn(demo, yaml);
    rowsThatComeAgainUnderAnotherIdAreFoundByTheirContent(demo, yaml);
  }

  private void aRollingSetThatGrowsReachesIntoWhatTheChampionWasTrainedOn(
      DemoWorkspace demo, String yaml) throws IOException {
    Files.writeString(demo.pipeline(), yaml.replace("recent: {last: 14d}", "recent: {last: 30d}"));
    NightResult night = night(demo, NIGHT.plusDays(4));
    assertThat(night.state()).isEqualTo(RunState.Status.FAILED);
    assertThat(night.headline())
        .containsPattern(
            "champion v\\d was trained on 2025-\\d\\d-\\d\\d to 2025-\\d\\d-\\d\\d, which reaches into test set recent");
    List<Json> leaks = leaks(night);
    assertThat(leaks).extracting(l -> l.text("rule")).contains("TIME", "KEY");
    assertThat(leaks)
        .filteredOn(l -> l.text("blocks").equals("true"))
        .allSatisfy(
            leak -> {
              assertThat(leak.text("model")).matches("(champion|baseline) v\\d");
              assertThat(leak.text("testSet")).isEqualTo("recent");
            });
  }

  /** The event time is part of the id here, or rows with the same content would share their day. */
  private void rowsThatComeAgainUnderAnotherIdAreFoundByTheirContent(
      DemoWorkspace demo, String yaml) throws IOException {
    LocalDate night = NIGHT.plusDays(5);
    Path copies = dir.resolve("copies.csv");
    String day = night.minusDays(5).toString();
    try (Stream<String> lines = Files.lines(dir.resolve("deliveries.csv"))) {
      List<String> all = lines.toList();
      Stream<String> moved =
          all.stream()
              .filter(line -> line.contains("," + day))
              .limit(40)
              .map(line -> "9" + line.replace(day, night.minusDays(30).toString()));
      Files.write(copies, Stream.concat(Stream.of(all.get(0)), moved).toList());
    }
    try (Workspace workspace = demo.open()) {
      workspace
          .datasets()
          .add(
              "deliveries",
              List.of(copies),
              null,
              false,
              new DatasetService.Naming(false, "0-copies", List.of()));
    }
    Files.writeString(
        demo.pipeline(), yaml.replace("id: [delivery_id]", "id: [delivery_id, departed]"));
    NightResult refused = night(demo, night);
    assertThat(refused.state()).as(refused.headline()).isEqualTo(RunState.Status.FAILED);
    assertThat(leaks(refused))
        .filteredOn(l -> l.text("blocks").equals("true"))
        .singleElement()
        .satisfies(
            leak -> {
              assertThat(leak.text("rule")).isEqualTo("ROW");
              assertThat(leak.text("model")).isEqualTo("candidate");
              assertThat(leak.text("testSet")).isEqualTo("recent");
              // One copy in ten is on the dev side, which chose the threshold: it counts too.
              assertThat(leak.number("rows")).isEqualTo(40);
              assertThat(leak.list("witnesses")).hasSize(20);
            });
  }

  private List<Json> leaks(NightResult night) throws IOException {
    return Json.read(document(night, "decision.json")).list("refusal", "leaks");
  }

  private static NightResult night(DemoWorkspace demo, LocalDate date) throws IOException {
    try (Workspace workspace = demo.open()) {
      return workspace.nights().run(demo.pipeline(), date, NightListener.silent());
    }
  }

  private String document(NightResult night, String name) throws IOException {
    try (Stream<Path> files = Files.walk(dir.resolve("store/runs"))) {
      Path file =
          files.filter(p -> p.endsWith(Path.of(night.runId(), name))).findFirst().orElseThrow();
      return Files.readString(file);
    }
  }
}
