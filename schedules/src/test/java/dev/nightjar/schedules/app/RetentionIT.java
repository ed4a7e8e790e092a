package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rejected candidate and its scores go when they are over age; everything else stays. */
class RetentionIT {

  private static final WorldOptions WORLD = WorldOptions.drifting(3);

  @TempDir Path dir;

  private static String day(int days) {
    return WORLD.start().plusDays(days).toString();
  }

  @Test
  void aPrunedNightSaysSoAndTheChampionStays() throws Exception {
    DemoWorkspace demo = DemoWorkspace.make(dir.resolve("demo"), WORLD);
    String yaml = Files.readString(demo.pipeline()).replaceFirst("slices: .*", "slices: [depot]");
    Files.writeString(demo.pipeline(), yaml);
    Terminal terminal = new Terminal(demo.folder());
    String pipeline = demo.pipeline().toString();
    assertThat(terminal.type("run", pipeline, "--date", day(90), "--fail-unless-promoted").code())
        .isZero();
    assertThat(terminal.type("run", pipeline, "--date", day(91), "--fail-unless-promoted").code())
        .isEqualTo(4);

    Files.writeString(demo.pipeline(), yaml + "\nretention: {rejected: 30d, scores: 30d}\n");
    Json young = json(terminal, "gc", pipeline, "--grace", "0s");
    assertThat(young.list("condemned", "objects")).as("all of it is younger than 30d").isEmpty();
    Files.writeString(demo.pipeline(), yaml + "\nretention: {rejected: 0d, scores: 0d}\n");
    assertThat(json(terminal, "gc", "--grace", "0s").list("condemned", "objects"))
        .as("without the pipeline file nothing that is named goes")
        .isEmpty();
    Json first = json(terminal, "gc", pipeline, "--grace", "0s");
    assertThat(first.list("condemned", "objects")).isNotEmpty();
    Json second = json(terminal, "gc", pipeline, "--grace", "0s");
    assertThat(second.list("removed", "objects")).hasSameSizeAs(first.list("condemned", "objects"));
    // Model, encoder, both lists of training rows, and one file of scores.
    assertThat(second.list("removed", "objects")).hasSizeGreaterThanOrEqualTo(5);

    assertThat(terminal.type("registry", "get", "v1", "--to", to("v1")).code()).isZero();
    Terminal.Answer pruned = terminal.type("registry", "get", "v2", "--to", to("v2"));
    assertThat(pruned.code()).isEqualTo(1);
    assertThat(pruned.err())
        .contains("was removed at", "retention of pipeline deliveries", "kept for 0d")
        .doesNotContain("no such file");
    assertThat(terminal.type("registry", "verify").code()).isZero();
    assertThat(terminal.type("registry", "promote", "v2", "--force", "--reason", "x").code())
        .isNotZero();
    for (String format : List.of("text", "md", "html", "json")) {
      String gone = terminal.type("report", "--date", day(91), "--format", format).out();
      assertThat(gone.replaceAll("\\s+", " ")).contains("can no longer be replayed");
      String kept = terminal.type("report", "--date", day(90), "--format", format).out();
      assertThat(kept.replaceAll("\\s+", " ")).doesNotContain("can no longer be replayed");
    }
    assertThat(terminal.type("run", pipeline, "--date", day(91)).code()).isZero();
    assertThat(terminal.type("run", pipeline, "--date", day(92)).code()).isZero();
    assertThat(terminal.type("doctor", "--deep").out()).contains("✓ logs", "✓ objects");
  }

  private String to(String name) {
    return dir.resolve(name).toString();
  }

  private static Json json(Terminal terminal, String... words) throws Exception {
    String[] all = new String[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--output";
    all[words.length + 1] = "json";
    Terminal.Answer answer = terminal.type(all);
    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    return Json.read(answer.out());
  }
}
