package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights whose recipe names and pins its segments. */
class RecipeNightIT {

  private static final WorldOptions WORLD = WorldOptions.drifting(3);
  private static final LocalDate NIGHT = WORLD.start().plusDays(90);

  @TempDir Path dir;

  private Terminal.Answer type(String... words) {
    return new Terminal(dir).type(words);
  }

  private Terminal.Answer night(Path file, String... more) {
    String[] words = new String[4 + more.length];
    System.arraycopy(
        new String[] {"run", file.toString(), "--date", NIGHT.toString()}, 0, words, 0, 4);
    System.arraycopy(more, 0, words, 4, more.length);
    return type(words);
  }

  @Test
  void aRecipeIsPinnedAndSaysWhatItSaysInVain() throws IOException {
    DemoWorkspace demo = DemoWorkspace.make(dir, WORLD, true);
    Path file = demo.pipeline();
    String yaml = Files.readString(file).replaceFirst("slices: .*", "slices: [depot]");
    String name = "  name: deliveries\n";
    assertThat(yaml).contains(name);

    Files.writeString(file, yaml.replace(name, name + "  at: sumer\n"));
    assertThat(type("dataset", "tag", "deliveries", "summer").code()).isZero();
    Terminal.Answer wrong = night(file);
    assertThat(wrong.code()).as(wrong.out() + wrong.err()).isNotZero();
    assertThat(wrong.out() + wrong.err()).contains("has no tag sumer; did you mean summer?");

    Path late = dir.resolve("late.csv");
    try (Stream<String> lines = Files.lines(dir.resolve("deliveries.csv"))) {
      // The first row again, which no pinned night sees.
      Files.write(late, lines.limit(2).toList());
    }
    Terminal.Answer added =
        type("dataset", "add", "deliveries", late.toString(), "--as", "late-rows");
    assertThat(added.code()).as(added.err()).isZero();
    Files.writeString(
        file,
        yaml.replace(
            name,
            name + "  at: summer\n  exclude: [\"holiday-*\", \"" + NIGHT.minusDays(30) + "\"]\n"));
    Terminal.Answer good = night(file);
    assertThat(good.code()).as(good.out() + good.err()).isZero();
    assertThat(good.out())
        .contains("exclude: holiday-* matches no segment of dataset deliveries")
        .doesNotContain(NIGHT.minusDays(30) + " matches no segment");
    Json decision = Json.read(type("report", "--date", NIGHT.toString(), "--format", "json").out());
    assertThat(decision.text("details")).contains("holiday-* matches no segment");
    assertThat(decision.number("snapshot", "logPosition")).isEqualTo(1);
    assertThat(decision.text("snapshot", "segments"))
        .doesNotContain("late-rows", NIGHT.minusDays(30).toString());
    assertThat(decision.text("snapshot", "leftOut"))
        .contains(NIGHT.minusDays(30) + "=excluded by the recipe")
        .doesNotContain("late-rows");
  }
}
