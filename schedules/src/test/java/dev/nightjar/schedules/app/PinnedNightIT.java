package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nights whose fixed test set stands at a tag, while the dataset is given more rows of its days.
 */
class PinnedNightIT {

  private static final WorldOptions WORLD = WorldOptions.drifting(3);
  private static final LocalDate NIGHT = WORLD.start().plusDays(90);

  @TempDir Path dir;

  private Terminal.Answer type(String... words) {
    return new Terminal(dir).type(words);
  }

  private Json night(Path file, LocalDate date) throws IOException {
    Terminal.Answer night = type("run", file.toString(), "--date", date.toString());
    assertThat(night.code()).as(night.out() + night.err()).isZero();
    return Json.read(type("report", "--date", date.toString(), "--format", "json").out());
  }

  /** Late rows: those of a day again, all of them on time, and those of another as new ones. */
  private Path late(String corrected, String more) throws IOException {
    Path file = dir.resolve("late.csv");
    try (Stream<String> lines = Files.lines(dir.resolve("deliveries.csv"))) {
      List<String> all = lines.toList();
      Stream<String> corrections =
          all.stream()
              .filter(line -> line.contains("," + corrected))
              .map(line -> line.substring(0, line.lastIndexOf(',')) + ",0");
      Stream<String> others =
          all.stream().filter(line -> line.contains("," + more)).map(line -> "9" + line);
      Files.write(
          file,
          Stream.of(Stream.of(all.get(0)), corrections, others).flatMap(rows -> rows).toList());
    }
    return file;
  }

  private static Json fixed(Json decision) {
    return decision.list("evaluation", "testSets").stream()
        .filter(set -> set.text("name").equals("fixed"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void lateRowsOfItsDaysAreNeitherJudgedOnNorTrainedOn() throws IOException {
    DemoWorkspace demo = DemoWorkspace.make(dir, WORLD, true);
    Path file = demo.pipeline();
    String set = "fixed: {from: 2025-02-01, to: 2025-02-21";
    String yaml = Files.readString(file).replaceFirst("slices: .*", "slices: [depot]");
    String id = "  id: [delivery_id]\n";
    String unique = "  - expect_column_values_to_be_unique: {column: delivery_id}\n";
    assertThat(yaml).contains(set, id, unique);
    // Corrections stand for the rows that they correct, but not in the set.
    yaml = yaml.replace(unique, "").replace(id, id + "  dedupe: {by: id, keep: last}\n");
    Files.writeString(file, yaml.replace(set, set + ", at: realease"));
    assertThat(type("dataset", "tag", "deliveries", "release").code()).isZero();
    Terminal.Answer wrong = type("run", file.toString(), "--date", NIGHT.toString());
    assertThat((wrong.out() + wrong.err()).replaceAll("\\s+", " "))
        .contains(
            "test_sets.fixed.at: dataset deliveries has no tag realease; did you mean release?");

    Files.writeString(file, yaml.replace(set, set + ", at: release"));
    Json first = night(file, NIGHT);
    assertThat(first.text("verdict")).isEqualTo("PROMOTE");
    assertThat(type("report", "--date", NIGHT.toString(), "--format", "md").out())
        .contains("Test set fixed: 21 segments, as at release, entry 1 of the log");

    Path late = late("2025-02-05", "2025-03-05");
    Terminal.Answer added = type("dataset", "add", "deliveries", late.toString(), "--as", "late");
    assertThat(added.code()).as(added.err()).isZero();
    Json second = night(file, NIGHT.plusDays(1));
    assertThat(fixed(second).text("rowsDigest")).isEqualTo(fixed(first).text("rowsDigest"));
    assertThat(second.text("evaluation", "findings")).doesNotContain("FROZEN");
    assertThat(second.text("snapshot", "segments")).contains("name=late");
    assertThat(second.text("snapshot", "pins")).doesNotContain("name=late");
    long rows = second.number("candidate", "trainRows") + second.number("candidate", "devRows");
    try (Stream<String> lines = Files.lines(late)) {
      // The window moved on by a day, of which there are fewer rows than came late.
      assertThat(lines.filter(line -> line.contains(",2025-03-05"))).isNotEmpty();
    }
    long before = first.number("candidate", "trainRows") + first.number("candidate", "devRows");
    assertThat(rows).as("rows of 5 March are trained on").isGreaterThan(before);

    Terminal.Answer taken =
        type("dataset", "retract", "deliveries", "2025-02-03", "--reason", "poisoned");
    assertThat(taken.code()).as(taken.err()).isZero();
    assertThat(type("dataset", "impact", "deliveries", "2025-02-03").out()).contains("fixed");
    Json third = night(file, NIGHT.plusDays(2));
    assertThat(fixed(third).number("rows")).isLessThan(fixed(first).number("rows"));
    assertThat(third.text("evaluation", "findings"))
        .contains("FROZEN", "segment 2025-02-03 is gone")
        .doesNotContain("blocks=true");
    assertThat(third.text("snapshot", "leftOut")).contains("2025-02-03=retracted: poisoned");
    Terminal.Answer gc = type("gc", "--dry-run", "--output", "json");
    assertThat(gc.out() + gc.err()).doesNotContain("blobs/");
  }
}
