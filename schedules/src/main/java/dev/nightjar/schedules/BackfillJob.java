package dev.nightjar.schedules;

import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillQueue;
import dev.nightjar.run.BackfillTask;
import dev.nightjar.run.Lease;
import dev.nightjar.run.Run;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * A task of a backfill as a job for a crew.
 *
 * @param settled hears when what came of it is written down
 */
record BackfillJob(
    BackfillQueue backfills,
    BackfillRunner runner,
    Backfill backfill,
    BackfillTask task,
    Digest pin,
    BiConsumer<Run, Backfill> settled)
    implements Crew.Job {

  @Override
  public Lease lease() {
    return task.lease();
  }

  @Override
  public Run run() throws IOException, InterruptedException {
    return runner.run(backfill, task);
  }

  @Override
  public void came(Run run, Duration took) {
    settled.accept(run, backfills.settle(task, run, took));
  }
}
