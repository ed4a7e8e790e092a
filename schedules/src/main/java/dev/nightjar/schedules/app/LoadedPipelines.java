package dev.nightjar.schedules.app;

import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunOptions;
import dev.nightjar.run.ScheduleSpec;
import dev.nightjar.run.Slot;
import dev.nightjar.run.Trigger;
import dev.nightjar.schedules.PipelineService;
import dev.nightjar.schedules.SlotName;
import dev.nightjar.schedules.Upcoming;
import dev.nightjar.text.Nearest;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pipelines of the folder that a server watches. */
record LoadedPipelines(Path folder, PipelineFolder pipelines, RunLedger ledger, LocalPlaces places)
    implements PipelineService {

  @Override
  public List<Pipeline> all() {
    return pipelines.all().stream().map(this::pipeline).toList();
  }

  private Pipeline pipeline(PipelineFolder.Loaded loaded) {
    ScheduleSpec schedule = loaded.file().pipeline().schedule();
    return new Pipeline(
        loaded.name(),
        folder.relativize(loaded.path()).toString(),
        loaded.digest(),
        schedule.zone(),
        words(schedule.trigger()));
  }

  private static String words(Trigger trigger) {
    if (trigger instanceof Trigger.Cron cron) {
      return "cron " + cron.expression();
    }
    if (trigger instanceof Trigger.Interval interval) {
      return "every " + new dev.nightjar.dataset.Span(interval.every());
    }
    return "after changes of dataset " + ((Trigger.AfterDataset) trigger).dataset();
  }

  @Override
  public Upcoming next(String pipeline, int slots) {
    ScheduleSpec schedule = named(pipeline).file().pipeline().schedule();
    if (schedule.trigger() instanceof Trigger.AfterDataset) {
      return new Upcoming(schedule.zone(), List.of(), List.of());
    }
    Instant now = places.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    return Upcoming.of(Wiring.fireTimes(schedule, places), now, slots);
  }

  @Override
  public Run trigger(
      String pipeline, @Nullable SlotName slot, boolean again, Map<String, String> params) {
    PipelineFolder.Loaded loaded = named(pipeline);
    PipelineFile file = loaded.with(params);
    Instant time =
        Slots.named(Wiring.fireTimes(file.pipeline().schedule(), places), slot, ledger.now());
    return ledger
        .queue()
        .enqueue(
            Slot.of(loaded.name(), time),
            loaded.digest(),
            again ? Reprocess.ALL : Reprocess.ALSO_FAILED,
            new RunOptions(null, null, params, List.of()));
  }

  /** The last good version of the file of a pipeline, with values for its parameters. */
  PipelineFile file(String pipeline, Map<String, String> params) {
    return named(pipeline).with(params);
  }

  private PipelineFolder.Loaded named(String name) {
    List<String> names = pipelines.all().stream().map(PipelineFolder.Loaded::name).toList();
    return pipelines
        .named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no pipeline " + name + Nearest.hint(name, names)));
  }
}
