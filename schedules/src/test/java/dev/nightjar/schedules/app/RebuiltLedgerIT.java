package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.jobs.jdbc.H2Ledger;
import dev.nightjar.run.Attempt;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunState.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger is lost; the store tells what it held. */
class RebuiltLedgerIT {

  private static final WorldOptions WORLD = WorldOptions.drifting(3);

  @TempDir Path dir;

  /** A run as a ledger has it, times in whole seconds. */
  private record Row(String id, int ordinal, String pin, String state, String times, int steps) {}

  private static List<Row> rows(Path workspace) {
    List<Row> rows = new ArrayList<>();
    try (RunLedger ledger = H2Ledger.open(workspace, LeaseRules.standard())) {
      for (Run run : ledger.recent(100)) {
        boolean ended = run.state().status().isFinal();
        rows.add(
            new Row(
                run.slot() + " " + run.id(),
                run.ordinal(),
                run.pin().hex(),
                run.state().toString(),
                run.startedAt() + (ended ? " " + run.finishedAt() : ""),
                (int)
                    ledger.attempts(run).stream()
                        .filter(a -> a.result() == Attempt.Result.DONE)
                        .map(a -> a.step() + a.output())
                        .distinct()
                        .count()));
      }
    }
    return rows;
  }

  @Test
  void knowsEveryRunAgainAndGoesOn() throws Exception {
    DemoWorkspace demo = DemoWorkspace.make(dir.resolve("demo"), WORLD);
    Terminal terminal = new Terminal(demo.folder());
    String pipeline = demo.pipeline().toString();
    LocalDate first = WORLD.start().plusDays(90);
    assertThat(terminal.type("run", pipeline, "--date", first.toString()).code()).isZero();
    assertThat(terminal.type("run", pipeline, "--date", day(WORLD.broken() + 1)).code())
        .isEqualTo(3);
    // Before the first day there is nothing to train on: that night fails.
    assertThat(terminal.type("run", pipeline, "--date", day(0)).code()).isNotZero();
    String interrupted = first.plusDays(2).toString();
    kill(demo, interrupted);
    Path ledger = demo.folder().resolve("ledger");
    List<Row> before = rows(demo.folder());
    assertThat(before).extracting(Row::state).anySatisfy(s -> assertThat(s).contains("RUNNING"));
    assertThat(before).extracting(Row::state).anySatisfy(s -> assertThat(s).contains("BLOCKED"));
    assertThat(before).hasSizeGreaterThanOrEqualTo(3);

    Terminal.Answer rebuilt = terminal.type("doctor", "--rebuild-ledger", "--output", "json");
    assertThat(rebuilt.code()).as(rebuilt.err()).isZero();
    assertThat(Path.of(Json.read(rebuilt.out()).text("setAside"))).exists();
    assertThat(rows(demo.folder())).containsExactlyInAnyOrderElementsOf(before);

    remove(ledger);
    assertThat(terminal.type("doctor").out()).contains("there is none, but the store tells of");
    Terminal.Answer again = terminal.type("doctor", "--rebuild-ledger");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).contains("1 run interrupted");
    assertThat(rows(demo.folder())).containsExactlyInAnyOrderElementsOf(before);

    String id = idOf(before, "RUNNING");
    Json resumed =
        Json.read(terminal.type("run", pipeline, "--date", interrupted, "--output", "json").out());
    assertThat(resumed.text("runId")).isEqualTo(id);
    assertThat(resumed.text("state")).isEqualTo(Status.SUCCEEDED.name());
    Terminal.Answer handedOut = terminal.type("run", pipeline, "--date", first.toString());
    assertThat(handedOut.code()).isZero();
    assertThat(rows(demo.folder())).hasSameSizeAs(before);
    assertThat(terminal.type("doctor").out()).contains("✓ ledger");
  }

  private static String day(int days) {
    return WORLD.start().plusDays(days).toString();
  }

  private static String idOf(List<Row> rows, String state) {
    String id = rows.stream().filter(r -> r.state().contains(state)).findFirst().orElseThrow().id();
    return id.substring(id.lastIndexOf(' ') + 1);
  }

  private static void remove(Path ledger) throws IOException {
    try (Stream<Path> files = Files.list(ledger)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  /** A night in a process of its own, killed with -9 when it has begun to train. */
  private static void kill(DemoWorkspace demo, String night) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.serialFilter=!*",
                "-cp",
                System.getProperty("java.class.path"),
                KilledChild.class.getName(),
                demo.folder().toString(),
                demo.pipeline().toString(),
                night,
                "train",
                "0")
            .redirectErrorStream(true)
            .redirectOutput(demo.folder().resolve("child.log").toFile())
            .start();
    assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).isEqualTo(128 + 9);
  }
}
