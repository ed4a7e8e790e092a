package dev.nightjar.schedules.app;

import dev.nightjar.jobs.RetrainingPipeline;
import dev.nightjar.jobs.RetrainingPipeline.Order;
import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillTask;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunListener;
import dev.nightjar.run.RunOptions;
import dev.nightjar.run.Slot;
import dev.nightjar.schedules.BackfillRunner;
import dev.nightjar.schedules.NightRunner;
import java.io.IOException;

/** Nights by the last good version of a folder's pipeline files. */
record FolderNights(
    PipelineFolder pipelines,
    RetrainingPipeline retraining,
    RunLedger ledger,
    LocalPlaces places,
    RunListener listener)
    implements NightRunner, BackfillRunner {

  @Override
  public Run run(Slot slot) throws IOException, InterruptedException {
    RunOptions options =
        ledger.slot(slot).map(known -> known.latest().options()).orElse(RunOptions.NONE);
    PipelineFile file = loaded(slot.pipeline()).with(options.params());
    LocalDatasets.requireForNight(places, file.pipeline().recipe().dataset());
    Order order =
        new Order(
            file,
            slot,
            CodeIds.with(places.code(), file.path()),
            Reprocess.UNFINISHED_ONLY,
            false,
            options);
    return retraining.run(order, listener).report().run();
  }

  @Override
  public Run run(Backfill backfill, BackfillTask task) throws IOException, InterruptedException {
    PipelineFile file = loaded(backfill.spec().pipeline()).file();
    return new FileNights(file, retraining, places, listener, outcome -> {}).run(backfill, task);
  }

  private PipelineFolder.Loaded loaded(String pipeline) {
    return pipelines
        .named(pipeline)
        .orElseThrow(
            () ->
                new IllegalArgumentException("the file of pipeline " + pipeline + " was removed"));
  }
}
