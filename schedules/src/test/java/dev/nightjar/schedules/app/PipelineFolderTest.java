package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.jobs.demo.World;
import dev.nightjar.text.LineDiff;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineFolderTest {

  @TempDir Path dir;
  private String good = "";
  private PipelineFolder folder = new PipelineFolder(Path.of(""), Wiring.reader());

  @BeforeEach
  void readGoodOne() throws IOException {
    try (InputStream yaml = Objects.requireNonNull(World.class.getResourceAsStream("demo.yaml"))) {
      good = new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
    }
    folder = new PipelineFolder(dir, Wiring.reader());
  }

  @Test
  void readsWhatIsThereAndThenOnlyWhatChanges() throws IOException {
    write("a.yaml", good);
    write("team/b.yml", good.replace("pipeline: deliveries", "pipeline: parcels"));
    assertThat(events()).containsExactly("loaded deliveries", "loaded parcels");
    assertThat(events()).isEmpty();

    write("a.yaml", good.replace("seed: 42", "seed: 7"));
    assertThat(folder.read())
        .extracting(PipelineFolder.Change::text)
        .containsExactly("-   seed: 42\n+   seed: 7");
    Files.delete(dir.resolve("team/b.yml"));
    assertThat(events()).containsExactly("removed parcels");
    assertThat(folder.named("parcels")).isEmpty();
  }

  @Test
  void aBrokenFileKeepsItsLastGoodVersionAndSaysItOnce() throws IOException {
    write("a.yaml", good);
    events();
    write("a.yaml", good.replace("window: 45d", "widnow: 45d"));
    List<PipelineFolder.Change> changes = folder.read();
    assertThat(changes).extracting(PipelineFolder.Change::event).containsExactly("broken");
    assertThat(changes.get(0).text()).contains("a.yaml:7", "window", "its last good version stays");
    assertThat(events()).isEmpty();
    assertThat(folder.named("deliveries").orElseThrow().text()).isEqualTo(good);
    write("a.yaml", good);
    assertThat(events()).containsExactly("changed deliveries");
  }

  @Test
  void aFileThatWasNeverGoodIsNoPipeline() throws IOException {
    write("a.yaml", "pipeline: deliveries\n");
    assertThat(events()).containsExactly("broken a.yaml");
    assertThat(folder.all()).isEmpty();
  }

  @Test
  void twoFilesCannotHaveTheSamePipeline() throws IOException {
    write("a.yaml", good);
    write("b.yaml", good);
    assertThat(events()).containsExactly("loaded deliveries", "broken deliveries");
    assertThat(folder.named("deliveries").orElseThrow().path()).hasFileName("a.yaml");
    Files.delete(dir.resolve("a.yaml"));
    assertThat(events()).containsExactly("removed deliveries", "loaded deliveries");
    assertThat(folder.named("deliveries").orElseThrow().path()).hasFileName("b.yaml");
  }

  @Test
  void whenACalendarChangesWhatMayReadItIsReadAgain() throws IOException {
    write("a.yaml", good);
    write("holidays.yaml", "dates: []\n");
    events();
    write("holidays.yaml", "dates: [2026-12-25]\n");
    assertThat(folder.read())
        .extracting(PipelineFolder.Change::text)
        .containsExactly("as before; a file that it may read changed");
  }

  @Test
  void aPipelineMayGetAnotherName() throws IOException {
    write("a.yaml", good);
    events();
    write("a.yaml", good.replace("pipeline: deliveries", "pipeline: parcels"));
    assertThat(events()).containsExactly("removed deliveries", "loaded parcels");
  }

  @Test
  void whatIsHiddenOrNoPipelineIsLeftOut() throws IOException {
    write(".nightjar/a.yaml", good);
    write("nightjar.yaml", "store: objects\n");
    write("holidays.yaml", "dates: []\n");
    assertThat(events()).isEmpty();
  }

  @Test
  void aFolderThatIsGoneLeavesEverythingAsItWas() throws IOException {
    write("a.yaml", good);
    events();
    Files.delete(dir.resolve("a.yaml"));
    Files.delete(dir);
    assertThatThrownBy(() -> folder.read()).isInstanceOf(NoSuchFileException.class);
    assertThat(folder.named("deliveries")).isPresent();
    Files.createDirectory(dir);
  }

  @Test
  void aLongDiffIsCut() {
    String before = "a\n".repeat(60);
    assertThat(LineDiff.of(before, "b\n").lines()).hasSize(41).last().asString().contains("more");
    assertThat(LineDiff.of("a\nb\nc\n", "a\nx\nc\n")).isEqualTo("- b\n+ x");
    assertThat(LineDiff.of("a\n", "a\n")).isEmpty();
  }

  private void write(String name, String text) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private List<String> events() throws IOException {
    return folder.read().stream().map(c -> c.event() + " " + c.pipeline()).toList();
  }
}
