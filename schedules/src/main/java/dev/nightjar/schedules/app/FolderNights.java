package dev.nightjar.schedules.app;

import dev.nightjar.jobs.RetrainingPipeline;
import dev.nightjar.jobs.RetrainingPipeline.Order;
import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillTask;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunListener;
import dev.nightjar.run.Slot;
import dev.nightjar.schedules.BackfillRunner;
import dev.nightjar.schedules.NightRunner;
import java.io.IOException;

/** Nights by the last good version of a folder's pipeline files. */
record FolderNights(
    PipelineFolder pipelines,
    RetrainingPipeline retraining,
    LocalPlaces places,
    RunListener listener)
    implements NightRunner, BackfillRunner {

  @Override
  public Run run(Slot slot) throws IOException, InterruptedException {
    PipelineFile file = file(slot.pipeline());
    LocalDatasets.requireDataset(places, file.pipeline().recipe().dataset());
    Order order =
        new Order(
            file, slot, CodeIds.with(places.code(), file.path()), Reprocess.UNFINISHED_ONLY, false);
    return retraining.run(order, listener).report().run();
  }

  @Override
  public Run run(Backfill backfill, BackfillTask task) throws IOException, InterruptedException {
    PipelineFile file = file(backfill.spec().pipeline());
    return new FileNights(file, retraining, places, listener, outcome -> {}).run(backfill, task);
  }

  private PipelineFile file(String pipeline) {
    return pipelines
        .named(pipeline)
        .orElseThrow(
            () -> new IllegalArgumentException("the file of pipeline " + pipeline + " was removed"))
        .file();
  }
}
