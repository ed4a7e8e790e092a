package dev.nightjar.schedules.app;

import dev.nightjar.jobs.RetrainingPipeline;
import dev.nightjar.jobs.RetrainingPipeline.Order;
import dev.nightjar.jobs.RetrainingPipeline.Outcome;
import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillTask;
import dev.nightjar.run.BackfillTask.Stage;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunListener;
import dev.nightjar.run.RunOptions;
import dev.nightjar.schedules.BackfillRunner;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Nights of a backfill by one pipeline file.
 *
 * @param judged hears of each night that was judged, before it is written down
 */
record FileNights(
    PipelineFile file,
    RetrainingPipeline retraining,
    LocalPlaces places,
    RunListener listener,
    Consumer<Outcome> judged)
    implements BackfillRunner {

  @Override
  public Run run(Backfill backfill, BackfillTask task) throws IOException, InterruptedException {
    LocalDatasets.requireForNight(places, file.pipeline().recipe().dataset());
    Order order =
        new Order(
            file,
            task.lease().slot(),
            CodeIds.with(places.code(), file.path()),
            Reprocess.UNFINISHED_ONLY,
            backfill.spec().options().allowDirty(),
            RunOptions.NONE,
            backfill);
    if (task.stage() == Stage.PREPARE) {
      return retraining.prepare(order, listener);
    }
    Outcome outcome = retraining.run(order, listener);
    judged.accept(outcome);
    return outcome.report().run();
  }
}
