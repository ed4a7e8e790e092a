package dev.nightjar.schedules;

import dev.nightjar.run.Run;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pipelines that a server has loaded, each in its last good version. Thread-safe. */
public interface PipelineService {

  /**
   * A pipeline.
   *
   * @param name its name
   * @param file where it is, in the server's folder
   * @param digest of the file and what it may read
   * @param zone in which its times are shown
   * @param schedule when it is due, in words
   */
  record Pipeline(String name, String file, Digest digest, ZoneId zone, String schedule) {}

  /** All of them, by name. */
  List<Pipeline> all();

  /**
   * The next slots of a pipeline, from now on.
   *
   * @param slots how many
   * @throws IllegalArgumentException when there is no such pipeline
   */
  Upcoming next(String pipeline, int slots);

  /**
   * Queues a slot; see {@link OrchestratorService#trigger}.
   *
   * @throws IllegalArgumentException when there is no such pipeline, slot or parameter
   */
  Run trigger(String pipeline, @Nullable SlotName slot, boolean again, Map<String, String> params)
      throws IOException;
}
