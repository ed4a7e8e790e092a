package dev.nightjar.schedules;

import dev.nightjar.run.Trigger;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Questions about schedules. Nothing is run. */
public interface ScheduleService {

  /**
   * The next slots of a pipeline.
   *
   * @param pipeline the pipeline file
   * @param from a time in the schedule's zone; null: now
   * @param slots how many
   * @throws ScheduleException when {@code from} is no time
   */
  Upcoming next(Path pipeline, @Nullable String from, int slots) throws IOException;

  /**
   * The next slots of a schedule that is in no file.
   *
   * @param from a time in its zone; null: now
   * @throws ScheduleException when the expression, the zone or {@code from} is none
   */
  Upcoming next(Cron cron, @Nullable String from, int slots);

  /**
   * A schedule as a person types it.
   *
   * @param zone the name of its zone
   */
  record Cron(String expression, String zone, Trigger.Gap gap, Trigger.Overlap overlap) {}
}
