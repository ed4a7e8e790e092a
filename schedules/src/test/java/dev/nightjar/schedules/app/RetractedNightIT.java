package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.run.RunState;
import dev.nightjar.schedules.NightListener;
import dev.nightjar.schedules.NightResult;
import dev.nightjar.schedules.RegistryService.Event;
import dev.nightjar.schedules.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A segment that a night judged on is taken back by another, right before the promotion. */
class RetractedNightIT {

  private static final WorldOptions WORLD = WorldOptions.drifting(3);
  private static final LocalDate NIGHT = WORLD.start().plusDays(90);

  @TempDir private Path dir;
  private DemoWorkspace demo = new DemoWorkspace(Path.of(""), Path.of(""), WORLD);

  @BeforeEach
  void aWorld() throws IOException {
    demo = DemoWorkspace.make(dir, WORLD);
    String yaml = Files.readString(demo.pipeline());
    Files.writeString(demo.pipeline(), yaml.replaceFirst("slices: .*", "slices: [depot]"));
  }

  @Test
  void trainingRowsThatAreTakenBackAreTrainedWithoutAndJudgedAgain() throws IOException {
    String gone = NIGHT.minusDays(40).toString();
    Retracting retraction = new Retracting(demo.folder(), "deliveries", gone);
    NightResult result = night(retraction);
    assertThat(retraction.runs()).hasSize(2).doesNotHaveDuplicates();
    assertThat(result.runId()).isEqualTo(retraction.runs().get(1));
    assertThat(result.state()).isEqualTo(RunState.Status.SUCCEEDED);
    assertThat(result.champion().before()).isNull();
    assertThat(result.champion().after()).isEqualTo("v2");
    // The second run did not hand out what the first one made.
    assertThat(retraction.steps()).filteredOn("train"::equals).hasSize(2);
    assertThat(retraction.steps()).filteredOn("evaluate"::equals).hasSize(2);
    assertThat(history())
        .containsExactly("registered v1", "tainted v1", "registered v2", "promoted v2");
    assertThat(reason(1))
        .isEqualTo(
            "trained on segment " + gone + " of dataset deliveries, which was retracted since");
    assertThat(snapshot(retraction.runs().get(0))).contains("\"name\":\"" + gone + "\"");
    assertThat(snapshot(retraction.runs().get(1))).doesNotContain("\"name\":\"" + gone + "\"");
    Json promoted = entry(4);
    assertThat(promoted.text("type")).isEqualTo("promoted");
    assertThat(promoted.at("expect").value())
        .isEqualTo(
            Map.of(
                "testSnapshot",
                Json.read(snapshot(retraction.runs().get(1))).text("output", "snapshot", "id")));
  }

  @Test
  void testRowsThatAreTakenBackAreJudgedWithout() throws IOException {
    Retracting retraction =
        new Retracting(demo.folder(), "deliveries", NIGHT.minusDays(3).toString());
    NightResult result = night(retraction);
    assertThat(retraction.runs()).hasSize(2);
    assertThat(result.state()).isEqualTo(RunState.Status.SUCCEEDED);
    assertThat(history()).doesNotContain("tainted v1");
    assertThat(snapshot(retraction.runs().get(1)))
        .doesNotContain("\"name\":\"" + retraction.segment() + "\"");
  }

  @Test
  void aNightSaysThatItsChampionIsTainted() throws IOException {
    night(NightListener.silent());
    try (Workspace workspace = demo.open()) {
      workspace.models().taint("deliveries", "champion", "depots were mixed up");
      NightResult next =
          workspace.nights().run(demo.pipeline(), NIGHT.plusDays(1), NightListener.silent());
      assertThat(next.champion().before()).isEqualTo("v1");
      assertThat(next.text().render(false, 100))
          .containsIgnoringWhitespaces("The champion is v1 (tainted: depots were mixed up).");
    }
  }

  private NightResult night(NightListener listener) throws IOException {
    try (Workspace workspace = demo.open()) {
      return workspace.nights().run(demo.pipeline(), NIGHT, listener);
    }
  }

  private List<String> history() throws IOException {
    try (Workspace workspace = demo.open()) {
      return workspace.models().history("deliveries").stream()
          .map(e -> e.type() + " " + e.version())
          .toList();
    }
  }

  private String reason(int event) throws IOException {
    try (Workspace workspace = demo.open()) {
      List<Event> events = workspace.models().history("deliveries");
      return events.get(event).reason();
    }
  }

  private Json entry(int seq) throws IOException {
    return Json.read(
        Files.readString(
            dir.resolve("store/models/deliveries/log").resolve(String.format("%020d.json", seq))));
  }

  private String snapshot(String run) throws IOException {
    try (Stream<Path> files = Files.walk(dir.resolve("store/runs"))) {
      Path file =
          files.filter(p -> p.endsWith(Path.of(run, "snapshot.json"))).findFirst().orElseThrow();
      return Files.readString(file);
    }
  }
}
