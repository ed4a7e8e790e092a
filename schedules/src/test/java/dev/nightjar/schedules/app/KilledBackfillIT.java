package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.schedules.RegistryService.Event;
import dev.nightjar.schedules.Workspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a backfill with -9 in its middle, whose nights are prepared from the newest on and two at
 * once: a server goes on with it, is killed too, and the same call ends it. Nothing is lost or done
 * twice, and all is as if nights had been run one after another.
 */
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

    List<String> words = new ArrayList<>(words(stormy));
    words.addAll(List.of("--parallel", "2", "--order", "new-to-old"));
    killAfter(stormy, words, " +\\d{4}-\\d\\d-\\d\\d .*", 1);
    Terminal terminal = new Terminal(stormy.folder());
    assertThat(terminal.type("backfill", "list").out()).contains("RUNNING", " of " + NIGHTS);
    List<String> serve =
        List.of("serve", stormy.folder().toString(), "--parallel", "2", "--listen", "off");
    killAfter(stormy, serve, ".* ended .*", 1);
    Terminal.Answer last = terminal.type(words.toArray(new String[0]));

    assertThat(last.code()).as(last.out() + last.err()).isZero();
    assertThat(last.out())
        .contains("it goes on: ", "every night is done")
        .doesNotContain(NIGHTS + " of " + NIGHTS + " nights to run");
    assertThat(events(stormy)).isEqualTo(events(calm));
    assertThat(terminal.type("backfill", "show", "1").out()).contains("SUCCEEDED", "6 of 6");
    Terminal.Answer again = terminal.type(words.toArray(new String[0]));
    assertThat(again.out()).contains("0 of " + NIGHTS + " nights to run");
    try (Workspace workspace = stormy.open()) {
      assertThat(workspace.runs().latest("deliveries", 99)).as("one run each").hasSize(NIGHTS);
    }
  }

  /** Starts a command in a process of its own and kills it when it has printed so many lines. */
  private static void killAfter(DemoWorkspace where, List<String> words, String line, int lines)
      throws IOException, InterruptedException {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Dh2.bindAddress=127.0.0.1",
            "-Djdk.serialFilter=!*",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    command.command().addAll(words);
    command.command().addAll(List.of("--workspace", where.folder().toString()));
    Process child = command.redirectErrorStream(true).start();
    try (BufferedReader out = child.inputReader()) {
      int told = 0;
      for (String next = out.readLine(); next != null && told < lines; next = out.readLine()) {
        told += next.matches(line) ? 1 : 0;
      }
      assertThat(told).as("lines before the kill").isEqualTo(lines);
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
