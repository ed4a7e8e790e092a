package dev.nightjar.schedules.wire;

import dev.nightjar.schedules.PipelineService.Pipeline;
import dev.nightjar.schedules.Upcoming;
import dev.nightjar.store.Digest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline that a server has loaded.
 *
 * @param file in the server's folder
 * @param zone in which its times are shown
 * @param schedule when it is due, in words
 * @param paused null: it is not
 * @param next the next slots
 * @param latest the latest slot of the real history; null: there is none yet
 */
public record PipelineDocument(
    String name,
    String file,
    Digest digest,
    String zone,
    String schedule,
    @Nullable PauseDocument paused,
    List<Instant> next,
    @Nullable SlotDocument latest) {

  /** The document of a pipeline. */
  public static PipelineDocument of(
      Pipeline pipeline,
      @Nullable PauseDocument paused,
      Upcoming upcoming,
      @Nullable SlotDocument latest) {
    return new PipelineDocument(
        pipeline.name(),
        pipeline.file(),
        pipeline.digest(),
        pipeline.zone().getId(),
        pipeline.schedule(),
        paused,
        upcoming.times().stream().filter(t -> t.runs()).map(t -> t.at()).toList(),
        latest);
  }
}
