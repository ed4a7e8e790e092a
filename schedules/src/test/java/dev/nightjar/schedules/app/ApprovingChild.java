package dev.nightjar.schedules.app;

import dev.nightjar.jobs.RetrainingPipeline;
import dev.nightjar.jobs.WaitingNights;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunListener;
import dev.nightjar.run.StepOutput;
import dev.nightjar.run.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Approves a night in a process of its own, and kills itself with -9 when the answer is written, or
 * when the promote step is done. Arguments: workspace, run, {@code approved} or {@code promoted}.
 */
final class ApprovingChild {

  private ApprovingChild() {}

  public static void main(String[] args) throws Exception {
    LocalPlaces places = LocalPlaces.open(Path.of(args[0]), InstantSource.system());
    RunLedger ledger = places.ledger().open(LeaseRules.standard());
    RetrainingPipeline retraining =
        new RetrainingPipeline(
            Wiring.workbench(places),
            ledger,
            Wiring.operators(places),
            Timing.system(),
            Wiring.logs(places),
            List.of());
    WaitingNights nights = Wiring.waiting(retraining);
    Run run = ledger.run(args[1]).orElseThrow();
    nights.approve(run, "ann", "looks good");
    if (args[2].equals("approved")) {
      kill();
    }
    nights.settle(
        run,
        new RunListener() {
          @Override
          public void stepFinished(Run done, String step, StepOutput output, Duration took) {
            kill();
          }
        });
  }

  private static void kill() {
    try {
      new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid()))
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
