package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.dataset.Expression;
import dev.nightjar.jobs.demo.World;
import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.schedules.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights whose candidate is worse on deliveries of one carrier, and nights that are calm. */
class FoundSlicesIT {

  private static final WorldOptions WORLD = WorldOptions.calm(5);
  private static final LocalDate CHAMPION = WORLD.start().plusDays(60);
  private static final LocalDate NIGHT = WORLD.start().plusDays(100);
  private static final String GATE = "    - no_regression_slices: {on: recent, margin: 0.01}\n";

  @TempDir Path dir;

  private Terminal terminal() {
    return new Terminal(dir);
  }

  private Json night(Path file, LocalDate date) throws IOException {
    Terminal.Answer night = terminal().type("run", file.toString(), "--date", date.toString());
    assertThat(night.code()).as(night.out() + night.err()).isZero();
    return report(date);
  }

  private Json report(LocalDate date) throws IOException {
    return Json.read(
        terminal().type("report", "--date", date.toString(), "--format", "json").out());
  }

  /** The demonstration's world, in which that carrier's labels are turned for some weeks. */
  private Path world(boolean turned) throws IOException {
    Path csv = dir.resolve("deliveries.csv");
    new World(WORLD).writeCsv(csv);
    LocalDate from = WORLD.start().plusDays(60);
    LocalDate to = WORLD.start().plusDays(84);
    List<String> lines;
    try (Stream<String> all = Files.lines(csv)) {
      lines = all.map(line -> turned ? turned(line, from, to) : line).toList();
    }
    Files.write(csv, lines);
    Path pipeline = dir.resolve("deliveries.yaml");
    try (InputStream yaml = World.class.getResourceAsStream("demo.yaml")) {
      Files.copy(Objects.requireNonNull(yaml), pipeline);
    }
    try (Workspace workspace = DemoWorkspace.open(dir)) {
      workspace
          .datasets()
          .add("deliveries", List.of(csv), new Expression("departed"), false, false);
    }
    return pipeline;
  }

  private static String turned(String line, LocalDate from, LocalDate to) {
    String[] cells = line.split(",", -1);
    if (!cells[3].equals("Robin")) {
      return line;
    }
    LocalDate day = LocalDate.parse(cells[1].substring(0, 10));
    if (day.isBefore(from) || day.isAfter(to)) {
      return line;
    }
    int last = cells.length - 1;
    cells[last] = Integer.parseInt(cells[last]) >= 15 ? "0" : "30";
    return String.join(",", cells);
  }

  private static List<Json> searches(Json decision, String kind) {
    return decision.list("evaluation", "sliceSearches").stream()
        .filter(s -> s.text("kind").equals(kind))
        .toList();
  }

  private static List<Json> confirmed(Json search) {
    return search.list("findings").stream()
        .filter(f -> f.text("outcome").equals("CONFIRMED"))
        .toList();
  }

  @Test
  void aCarrierOnWhichTheCandidateIsWorseIsFoundConfirmedAndNamed() throws IOException {
    Path file = world(true);
    String yaml = Files.readString(file);
    assertThat(yaml).contains("    - at_most:");
    Files.writeString(file, yaml.replace("    - at_most:", GATE + "    - at_most:"));
    Json first = night(file, CHAMPION);
    assertThat(first.text("verdict")).isEqualTo("PROMOTE");
    assertThat(searches(first, "REGRESSION")).as("there was no champion").isEmpty();
    assertThat(searches(first, "WEAK")).hasSize(2);

    Json second = night(file, NIGHT);
    assertThat(second.text("verdict")).isEqualTo("REJECT");
    assertThat(searches(second, "REGRESSION"))
        .hasSize(2)
        .allSatisfy(s -> assertThat(confirmed(s)).isNotEmpty())
        .allSatisfy(s -> assertThat(confirmed(s).get(0).text("slice")).contains("carrier=Robin"));
    assertThat(second.list("gates"))
        .filteredOn(g -> g.text("title").equals("no regression slices on recent"))
        .singleElement()
        .satisfies(
            g -> {
              assertThat(g.text("outcome")).isEqualTo("FAILED");
              assertThat(g.text("sentence"))
                  .contains("On recent the candidate is worse for ")
                  .contains("carrier=Robin", "may lose at most 0.01", "would have passed");
            });
    assertThat(second.text("details")).contains("Worse on recent for ", "carrier=Robin");
    String page = terminal().type("report", "--date", NIGHT.toString()).out();
    assertThat(page.replaceAll("\\s+", " ")).contains("Worse on recent for ", "carrier=Robin");
    assertThat(terminal().type("report", "--date", NIGHT.toString(), "--format", "md").out())
        .contains("## Slices that were searched for", "### Worse than the champion on recent");

    // As it was: neither searched for, nor gated by.
    Files.writeString(file, yaml.replace("slices: [", "weak_slices: off\nslices: ["));
    assertThat(night(file, NIGHT.plusDays(1)).list("evaluation", "sliceSearches")).isEmpty();
  }

  @Test
  void inACalmWorldNothingIsConfirmed() throws IOException {
    Path file = world(false);
    String yaml = Files.readString(file);
    Files.writeString(
        file,
        yaml.replace("    - at_most:", GATE + "    - at_most:")
            .replace(
                "slices: [", "weak_slices: {columns: [carrier, depot, vehicle, hour]}\nslices: ["));
    night(file, CHAMPION);
    for (int day = 0; day < 3; day++) {
      Json night = night(file, NIGHT.plusDays(day));
      assertThat(searches(night, "REGRESSION"))
          .hasSize(2)
          .allSatisfy(s -> assertThat(s.number("level")).isEqualTo(3))
          .allSatisfy(s -> assertThat(confirmed(s)).isEmpty());
      assertThat(night.text("details")).doesNotContain("Worse on");
      assertThat(night.list("gates"))
          .filteredOn(g -> g.text("title").equals("no regression slices on recent"))
          .singleElement()
          .satisfies(g -> assertThat(g.text("outcome")).isEqualTo("PASSED"));
    }
  }
}
