package dev.nightjar.schedules;

import dev.nightjar.jobs.jdbc.H2Ledger;
import dev.nightjar.jobs.jdbc.Postgres;
import dev.nightjar.jobs.jdbc.PostgresLedger;
import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillOptions;
import dev.nightjar.run.BackfillPlan;
import dev.nightjar.run.BackfillSpec;
import dev.nightjar.run.BackfillState;
import dev.nightjar.run.BackfillTask.Stage;
import dev.nightjar.run.Claim;
import dev.nightjar.run.Holder;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.PlannedSlot;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunEvent;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.Slot;
import dev.nightjar.run.Timing;
import dev.nightjar.store.DirectoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How many slots a second a backfill gets through when nights do nothing: nights that are only
 * claimed and ended, which is what the backfill itself costs, and nights of six steps, of which
 * each writes its output. Arguments: slots (1000), nights at once (1).
 */
final class BackfillBenchmark {

  private static final Instant FIRST = Instant.parse("2023-01-01T00:00:00Z");
  private static final String PIPELINE = "nothing";

  private BackfillBenchmark() {}

  public static void main(String[] args) throws Exception {
    int slots = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    int parallel = args.length > 1 ? Integer.parseInt(args[1]) : 1;
    Path folder = Files.createTempDirectory("backfill-benchmark");
    LeaseRules rules = LeaseRules.standard();
    try (RunLedger h2 = H2Ledger.open(folder, rules)) {
      measure("H2", h2, folder.resolve("h2"), slots, parallel);
    }
    try (RunLedger postgres = PostgresLedger.open(Postgres.freshDatabase(), null, rules)) {
      measure("PostgreSQL", postgres, folder.resolve("postgres"), slots, parallel);
    }
  }

  private static void measure(String name, RunLedger ledger, Path folder, int slots, int parallel)
      throws Exception {
    try (DirectoryStore store = DirectoryStore.open(folder)) {
      NoOps nights = new NoOps(ledger, store, Timing.system(), NoOps.SIX);
      BackfillRunner empty = (backfill, task) -> ended(ledger, task.lease().slot(), task.stage());
      BackfillRunner six =
          (backfill, task) ->
              task.stage() == Stage.PREPARE
                  ? nights.prepare(task.lease().slot())
                  : nights.run(task.lease().slot());
      drive(ledger, "warm", 100, parallel, empty);
      double bare = drive(ledger, "empty", slots, parallel, empty);
      drive(ledger, "warm-six", 50, parallel, six);
      double whole = drive(ledger, "six", slots, parallel, six);
      System.out.printf(
          Locale.ROOT,
          "%-10s %d slots, %d at once: %.0f a second that are only claimed and ended, %.0f a second"
              + " of six steps%n",
          name,
          slots,
          parallel,
          slots / bare,
          slots / whole);
    }
  }

  private static Run ended(RunLedger ledger, Slot slot, Stage stage) {
    Claim.Claimed claimed =
        (Claim.Claimed)
            ledger.claim(slot, NoOps.digest(PIPELINE), Reprocess.UNFINISHED_ONLY, Holder.current());
    return stage == Stage.PREPARE
        ? claimed.run()
        : ledger.apply(claimed.lease(), new RunEvent.Finished("REJECT"));
  }

  /** Seconds of wall time. */
  private static double drive(
      RunLedger ledger, String lane, int slots, int parallel, BackfillRunner runner)
      throws InterruptedException {
    BackfillOptions options = BackfillOptions.of(Reprocess.UNFINISHED_ONLY).withParallel(parallel);
    BackfillPlan plan =
        new BackfillPlan(
            IntStream.range(0, slots)
                .mapToObj(i -> new Slot(PIPELINE, lane, FIRST.plus(Duration.ofHours(i))))
                .map(slot -> new PlannedSlot(slot, PlannedSlot.Action.RUN, "not run yet"))
                .toList());
    Backfill made =
        ledger
            .backfills()
            .open(new BackfillSpec(PIPELINE, lane, lane, options), plan, "benchmark")
            .backfill();
    long began = System.nanoTime();
    try (BackfillDriver driver =
        new BackfillDriver(
            ledger,
            runner,
            NoOps.digest(PIPELINE),
            new Orchestrator.Options(Holder.current(), parallel),
            new Troubles(),
            (run, now) -> {})) {
      Backfill over = driver.drive(made.id());
      if (over.state().status() != BackfillState.Status.SUCCEEDED) {
        throw new IllegalStateException(over.toString());
      }
    }
    return (System.nanoTime() - began) / 1e9;
  }

  private static final class Troubles implements OrchestratorListener {

    @Override
    public void trouble(String what, Exception why) {
      throw new IllegalStateException(what, why);
    }
  }
}
