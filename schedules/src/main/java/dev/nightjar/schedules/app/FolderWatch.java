package dev.nightjar.schedules.app;

import dev.nightjar.registry.RegistryState;
import dev.nightjar.run.LedgerException;
import dev.nightjar.run.ScheduleSpec;
import dev.nightjar.schedules.Definition;
import dev.nightjar.schedules.Orchestrator;
import dev.nightjar.schedules.Watched;
import dev.nightjar.schedules.Watchman;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells an orchestrator what a folder's pipeline files say. */
record FolderWatch(
    PipelineFolder pipelines,
    Orchestrator orchestrator,
    LocalPlaces places,
    ServeLog log,
    FileAlerts alerts,
    Watchman watchman) {

  /** Reads the folder for the first time. */
  void first() throws IOException {
    tell(pipelines.read());
    announce();
    if (pipelines.all().isEmpty()) {
      log.trouble(
          "nothing is scheduled yet",
          new IOException("the folder has no pipeline file that can be read"));
    }
  }

  /** Reads what changed. */
  void look() {
    try {
      List<PipelineFolder.Change> changes = pipelines.read();
      if (!changes.isEmpty()) {
        tell(changes);
      }
      announce();
    } catch (IOException e) {
      log.trouble("the folder of pipeline files cannot be read, everything stays as it was", e);
    }
  }

  private void tell(List<PipelineFolder.Change> changes) {
    changes.forEach(log::file);
    orchestrator.define(pipelines.all().stream().map(this::definition).toList());
    watchman.watch(pipelines.all().stream().map(this::watched).toList());
  }

  private void announce() {
    try {
      alerts.tell(pipelines.broken());
    } catch (LedgerException e) {
      log.trouble("a broken file could not be announced yet", e);
    }
  }

  private Watched watched(PipelineFolder.Loaded loaded) {
    return new Watched(
        definition(loaded), loaded.file().deadlines(), () -> champion(loaded.name()));
  }

  private Watched.@Nullable Champion champion(String model) throws IOException {
    RegistryState state = places.registry(model).state();
    String champion = state.champion();
    Instant since = state.championNight();
    return champion == null || since == null ? null : new Watched.Champion(champion, since);
  }

  private Definition definition(PipelineFolder.Loaded loaded) {
    ScheduleSpec schedule = loaded.file().pipeline().schedule();
    return new Definition(
        loaded.name(),
        loaded.digest(),
        () -> Wiring.fireTimes(schedule, places),
        schedule.misfire(),
        schedule.concurrency(),
        schedule.tags());
  }

  /** What a slot that is queued by hand is queued with; it begins with what is valid then. */
  static Digest pin(Path file) throws IOException {
    return Digest.of(file);
  }
}
