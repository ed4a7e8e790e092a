package dev.nightjar.schedules;

import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillTask;
import dev.nightjar.run.Run;
import java.io.IOException;

/** Does tasks of backfills, by the pipeline as it is defined now. Thread-safe. */
@FunctionalInterface
public interface BackfillRunner {

  /**
   * Claims the task's slot and goes as far as the task says. Throws what {@link NightRunner#run}
   * does.
   *
   * @return the run, over or left when it was prepared
   */
  Run run(Backfill backfill, BackfillTask task) throws IOException, InterruptedException;
}
