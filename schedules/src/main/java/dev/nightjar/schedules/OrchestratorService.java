package dev.nightjar.schedules;

import dev.nightjar.run.Run;
import dev.nightjar.run.ScheduleState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The long-running service, and what a person says to it through the ledger. */
public interface OrchestratorService {

  /** An orchestrator that works. */
  interface Serving {

    /** Ends it: waits for what runs, then hands over what is left. */
    void close(Duration patience);
  }

  /**
   * Starts to run what the pipeline files of the folder schedule. Files that change are read again;
   * one that is broken keeps its last good version.
   *
   * @param log hears what happens, from any thread
   * @throws IllegalArgumentException when the folder is none, or the API cannot be where it should;
   *     the message says what helps
   */
  Serving serve(Path folder, ServeOptions options, Consumer<ServeEvent> log) throws IOException;

  /**
   * Pauses a pipeline's schedule.
   *
   * @param pipeline its name
   */
  ScheduleState pause(String pipeline, String reason);

  /** Ends the pause. */
  ScheduleState resume(String pipeline);

  /** What the ledger remembers of all schedules, by name. */
  List<ScheduleState> schedules();

  /**
   * Queues a slot, for an orchestrator to run it.
   *
   * @param pipeline the pipeline file
   * @param slot which one; null: the latest slot that is due
   * @param again whether a slot that has a finished run is run once more
   * @param params values for the file's parameters, by name
   * @return its run: QUEUED, or the one that stands
   * @throws IllegalArgumentException when the file declares no such parameter, or one of another
   *     type
   */
  Run trigger(Path pipeline, @Nullable SlotName slot, boolean again, Map<String, String> params)
      throws IOException;

  /** The same without parameters. */
  default Run trigger(Path pipeline, @Nullable SlotName slot, boolean again) throws IOException {
    return trigger(pipeline, slot, again, Map.of());
  }
}
