package dev.nightjar.jobs.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.run.Attempt;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunId;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunState.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed between any two of its effects goes on as the same run. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledRunIT {

  // Of the seventeen calls at least: the claim, five for each step (renew, read, start, create,
  // finish), the end.
  // Even numbers halt before a call, odd ones after it.
  private static final List<Integer> POINTS = List.of(1, 3, 5, 6, 7, 9, 11, 17, 26, 27, 32, 33);

  @TempDir Path workspace;

  @Test
  void theSameRequestGoesOnWithTheSameRun() throws Exception {
    for (int day = 0; day < POINTS.size(); day++) {
      assertThat(execute(day, POINTS.get(day))).as("halt at %s", POINTS.get(day)).isEmpty();
      assertThat(execute(day, -1))
          .isEqualTo(RunId.of(LedgerChild.slot(day), 1) + " " + Status.SUCCEEDED);
    }
    try (RunLedger ledger = H2Ledger.open(workspace, LeaseRules.standard())) {
      for (int day = 0; day < POINTS.size(); day++) {
        List<Run> runs = ledger.runs(LedgerChild.slot(day));
        assertThat(runs).hasSize(1);
        assertThat(ledger.attempts(runs.get(0)))
            .extracting(Attempt::result)
            .doesNotContain(Attempt.Result.RUNNING, Attempt.Result.FAILED);
        Path folder = workspace.resolve("store").resolve(LedgerChild.slot(day).folder().path());
        // The outputs of three steps, and how the run began and ended; its log lies beside them.
        try (Stream<Path> files = Files.walk(folder, 2)) {
          assertThat(files.filter(f -> f.toString().endsWith(".json"))).hasSize(5);
        }
      }
    }
  }

  private String execute(int day, int haltAt) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.serialFilter=!*",
                "-cp",
                System.getProperty("java.class.path"),
                RunChild.class.getName(),
                workspace.toString(),
                Integer.toString(day),
                Integer.toString(haltAt))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor())
        .as("halt at %s: %s", haltAt, said)
        .isEqualTo(haltAt < 0 ? 0 : 137);
    return said;
  }
}
