package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.schedules.RegistryService.Event;
import dev.nightjar.schedules.Workspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a backfill with -9 again and again: it goes on, and nothing is lost or done twice. */
class KilledBackfillIT {

  private static final int NIGHTS = 6;
  private static final WorldOptions WORLD = WorldOptions.drifting(11);

  private static String day(int back) {
    return WORLD.start().plusDays(WORLD.days() - 10L - back).toString();
  }

  private static List<String> words(DemoWorkspace where) {
    return List.of(
        "backfill",
        where.pipeline().toString(),
        "--from",
        day(NIGHTS - 1),
        "--to",
        day(0),
        "--promote");
  }

  @Test
  void aKilledBackfillGoesOn(@TempDir Path dir) throws Exception {
    DemoWorkspace calm = DemoWorkspace.make(dir.resolve("calm"), WORLD);
    DemoWorkspace stormy = DemoWorkspace.make(dir.resolve("stormy"), WORLD);
    Terminal.Answer undisturbed =
        new Terminal(calm.folder()).type(words(calm).toArray(new String[0]));
    assertThat(undisturbed.code()).as(undisturbed.out() + undisturbed.err()).isZero();

    killAfter(stormy, 1);
    killAfter(stormy, 2);
    Terminal.Answer last = new Terminal(stormy.folder()).type(words(stormy).toArray(new String[0]));

    assertThat(last.code()).as(last.out() + last.err()).isZero();
    assertThat(last.out())
        .contains("of " + NIGHTS + " nights to run")
        .doesNotContain(NIGHTS + " of " + NIGHTS + " nights to run");
    assertThat(events(stormy)).isEqualTo(events(calm));
    Terminal.Answer again =
        new Terminal(stormy.folder()).type(words(stormy).toArray(new String[0]));
    assertThat(again.out()).contains("0 of " + NIGHTS + " nights to run");
  }

  /**
   * Starts the backfill in a process of its own and kills it when it has told of so many nights.
   */
  private static void killAfter(DemoWorkspace where, int nights)
      throws IOException, InterruptedException {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Djdk.serialFilter=!*",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    command.command().addAll(words(where));
    command.command().addAll(List.of("--workspace", where.folder().toString()));
    Process child = command.redirectErrorStream(true).start();
    try (BufferedReader lines = child.inputReader()) {
      int told = 0;
      for (String line = lines.readLine(); line != null && told < nights; line = lines.readLine()) {
        told += line.matches(" +\\d{4}-\\d\\d-\\d\\d .*") ? 1 : 0;
      }
      assertThat(told).as("nights before the kill").isEqualTo(nights);
      child.destroyForcibly();
    }
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private static List<String> events(DemoWorkspace where) throws IOException {
    try (Workspace workspace = where.open()) {
      return workspace.models().history("deliveries").stream()
          .map((Event e) -> e.type() + " " + e.version() + " " + e.logicalTime())
          .toList();
    }
  }
}
