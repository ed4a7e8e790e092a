package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people get wrong, typed as they would: each answer names the place and what was expected.
 */
class BadInputTest {

  private static final WorldOptions WORLD = WorldOptions.calm(3);

  @TempDir static Path shared;
  private static DemoWorkspace demo;

  @TempDir Path dir;

  @BeforeAll
  static void world() throws IOException {
    demo = DemoWorkspace.make(shared.resolve("ws"), WORLD);
  }

  private static String night(int day) {
    return WORLD.start().plusDays(day).toString();
  }

  private static Terminal terminal() {
    return new Terminal(demo.folder());
  }

  private Path edited(String what, String by) throws IOException {
    String yaml = Files.readString(demo.pipeline());
    assertThat(yaml).contains(what);
    return Files.writeString(dir.resolve("edited.yaml"), yaml.replace(what, by));
  }

  private static void refused(Terminal.Answer answer, int code, String... parts) {
    assertThat(answer.err()).contains(parts).doesNotContain("\tat ", "unexpected");
    assertThat(answer.code()).isEqualTo(code);
  }

  @Test
  void aMissingPipelineFile() {
    refused(terminal().type("run", "nowhere.yaml"), 2, "nowhere.yaml: there is no such file");
  }

  @Test
  void aMisspelledKeyHasItsLine() throws IOException {
    Path file = edited("features:", "featurs:");
    refused(terminal().type("run", file.toString()), 2, "edited.yaml:", "did you mean features?");
  }

  @Test
  void aColumnThatIsNotThere() throws IOException {
    Path file = edited("    - distance_km", "    - distence_km");
    Terminal.Answer answer = terminal().type("run", file.toString(), "--date", night(90));
    assertThat(answer.out().replaceAll("\\s+", " "))
        .contains("no column distence_km", "did you mean distance_km?");
    assertThat(answer.code()).isEqualTo(1);
  }

  @Test
  void aDatasetThatIsNotThere() throws IOException {
    Path file = edited("  name: deliveries", "  name: delivries");
    refused(
        terminal().type("run", file.toString(), "--date", night(90)),
        2,
        "no dataset delivries",
        "did you mean deliveries?");
  }

  @Test
  void aLabelOfOneClass() throws IOException {
    Path file = edited("minutes_late >= 15", "minutes_late >= 100000").toAbsolutePath();
    Files.writeString(
        file, Files.readString(file).replace("pipeline: deliveries", "pipeline: one-class"));
    Terminal.Answer answer = terminal().type("run", file.toString(), "--date", night(90));
    assertThat(answer.out()).contains("late is false for all");
    assertThat(answer.code()).isEqualTo(1);
  }

  @Test
  void aDateBeforeTheData() {
    Terminal.Answer answer =
        terminal().type("run", demo.pipeline().toString(), "--date", "2001-01-01");
    assertThat(answer.out() + answer.err()).contains("2025-02-01");
    assertThat(answer.code()).isEqualTo(1);
  }

  @Test
  void aSliceThatMatchesNothingIsNamedAndDoesNotPass() throws IOException {
    Path file = edited("\"hour >= 16\"]", "\"hour >= 99\"]");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("pipeline: deliveries", "pipeline: empty-slice")
            .replace("per: depot", "per: \"hour >= 99\""));
    Terminal.Answer first = terminal().type("run", file.toString(), "--date", night(90));
    assertThat(first.code()).as(first.out() + first.err()).isZero();
    Terminal.Answer second =
        terminal().type("run", file.toString(), "--date", night(91), "--output", "json");
    assertThat(second.out()).doesNotContain("\"PROMOTE\"");
  }

  @Test
  void anEmptyCsv() throws IOException {
    Path empty = Files.createFile(dir.resolve("empty.csv"));
    refused(
        terminal().type("dataset", "add", "other", empty.toString(), "--time", "day"),
        1,
        "empty.csv");
  }

  @Test
  void aParquetCutInHalf() throws IOException {
    Path whole;
    try (Stream<Path> blobs = Files.walk(demo.folder().resolve("store/blobs"))) {
      whole = blobs.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(whole);
    Path half = dir.resolve("half.parquet");
    Files.write(half, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    refused(
        terminal().type("dataset", "add", "other", half.toString(), "--time", "day"),
        1,
        "half.parquet");
  }

  @Test
  void twoSegmentsWithTheSameRows() throws IOException {
    Path csv = Files.writeString(dir.resolve("a.csv"), "d,x\n2025-01-01,1\n2025-01-01,2\n");
    Terminal terminal = new Terminal(dir.resolve("ws"));
    String time = "CAST(d AS DATE)";
    assertThat(terminal.type("dataset", "add", "twice", csv.toString(), "--time", time).code())
        .isZero();
    Terminal.Answer again =
        terminal.type("dataset", "add", "twice", csv.toString(), "--time", time);
    assertThat(again.out()).contains("nothing new");
    refused(
        terminal.type("dataset", "add", "twice", csv.toString(), "--time", time, "--by", "whole"),
        1,
        "same rows");
  }

  @Test
  void anUnknownVerbAndAnUnknownOption() {
    refused(terminal().type("rum"), 2, "rum", "run");
    refused(terminal().type("run", demo.pipeline().toString(), "--dat", "x"), 2, "--dat");
    refused(
        terminal().type("run", demo.pipeline().toString(), "--date", "2025-13-01"),
        2,
        "expected a day of the calendar such as 2011-06-15",
        "but found 2025-13-01");
  }

  @Test
  void aNightThatIsNotDueYet() {
    refused(
        terminal().type("run", demo.pipeline().toString(), "--date", "2090-01-01"),
        2,
        "the night of 2090-01-01 is due at");
  }

  @Test
  void aRollbackWithoutAnEarlierChampion() throws IOException {
    DemoWorkspace other = DemoWorkspace.make(dir.resolve("one"), WORLD);
    Terminal terminal = new Terminal(other.folder());
    assertThat(terminal.type("run", other.pipeline().toString(), "--date", night(90)).code())
        .isZero();
    refused(
        terminal.type("registry", "rollback", "--reason", "complaints"), 1, "has no previous yet");
  }

  @Test
  void aModelOfWhichOneByteChanged() throws IOException {
    DemoWorkspace other = DemoWorkspace.make(dir.resolve("bits"), WORLD);
    Terminal terminal = new Terminal(other.folder());
    assertThat(terminal.type("run", other.pipeline().toString(), "--date", night(90)).code())
        .isZero();
    LocalPlaces places = LocalPlaces.open(other.folder(), java.time.InstantSource.system());
    String artifact = places.registry("deliveries").candidate("v1").artifact().hex();
    Path blob =
        other
            .folder()
            .resolve(
                "store/blobs/sha256/" + artifact.substring(0, 2) + "/" + artifact.substring(2));
    byte[] bytes = Files.readAllBytes(blob);
    bytes[bytes.length / 2] ^= 1;
    Files.delete(blob);
    Files.write(blob, bytes);
    refused(
        terminal.type("registry", "get", "champion", "--to", dir.resolve("model").toString()),
        1,
        artifact);
    assertThat(dir.resolve("model")).doesNotExist();
    Terminal.Answer night = terminal.type("run", other.pipeline().toString(), "--date", night(91));
    assertThat(night.out()).contains(artifact.substring(0, 12));
    assertThat(night.code()).isEqualTo(1);
  }

  @Test
  void aBackfillThatEndsBeforeItBegins() {
    refused(
        terminal()
            .type(
                "backfill",
                demo.pipeline().toString(),
                "--from",
                LocalDate.EPOCH.plusDays(1).toString(),
                "--to",
                LocalDate.EPOCH.toString()),
        2,
        "is before --from");
  }
}
