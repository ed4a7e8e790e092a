package dev.nightjar.schedules.app;

import dev.nightjar.jobs.RetrainingPipeline;
import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.run.Holder;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunListener;
import dev.nightjar.run.RunOptions;
import dev.nightjar.run.ScheduleSpec;
import dev.nightjar.run.ScheduleState;
import dev.nightjar.run.Slot;
import dev.nightjar.schedules.Courier;
import dev.nightjar.schedules.Listen;
import dev.nightjar.schedules.NightWatch;
import dev.nightjar.schedules.Orchestrator;
import dev.nightjar.schedules.OrchestratorListener;
import dev.nightjar.schedules.OrchestratorService;
import dev.nightjar.schedules.ServeEvent;
import dev.nightjar.schedules.ServeOptions;
import dev.nightjar.schedules.SlotName;
import dev.nightjar.schedules.Watchman;
import dev.nightjar.schedules.http.ApiServer;
import dev.nightjar.schedules.http.Limits;
import dev.nightjar.schedules.quartz.QuartzAlarm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An orchestrator in this process. */
final class LocalOrchestrator implements OrchestratorService {

  private static final Duration LOOK = Duration.ofSeconds(5);

  /** How often nights are looked at that wait for a person. */
  private static final Duration WAITING = Duration.ofSeconds(20);

  /** How long alerts are waited for at the end; the next start sends what is left. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private static final int ALARM_THREADS = 4;

  private final RetrainingPipeline retraining;
  private final RunLedger ledger;
  private final LocalPlaces places;

  LocalOrchestrator(RetrainingPipeline retraining, RunLedger ledger, LocalPlaces places) {
    this.retraining = retraining;
    this.ledger = ledger;
    this.places = places;
  }

  @Override
  public Serving serve(Path folder, ServeOptions options, Consumer<ServeEvent> log)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          folder + " is no folder; expected one with pipeline files (*.yaml)");
    }
    ChannelKinds channels = ChannelKinds.open(places.alerts(), places.clock());
    if (!channels.troubles().isEmpty()) {
      throw new IllegalArgumentException("alert channels: " + channels.troubles());
    }
    PipelineFolder pipelines = new PipelineFolder(folder, Wiring.reader());
    ServeLog lines = new ServeLog(places.clock(), log, places.traces() != null);
    Listen listen = options.listen();
    if (listen == null) {
      return start(pipelines, options, channels, lines, lines, lines);
    }
    ServedWorkspace served = new ServedWorkspace(places, retraining, folder, pipelines, lines);
    try {
      ApiServer server = ApiServer.start(listen, options.hostNames(), served, Limits.standard());
      lines.listening(server.listen());
      return start(pipelines, options, channels, lines, served, server);
    } catch (IOException | RuntimeException e) {
      served.close();
      throw e;
    }
  }

  /** Runs what is due while the API answers. */
  private Serving start(
      PipelineFolder pipelines,
      ServeOptions options,
      ChannelKinds channels,
      ServeLog lines,
      ServedWorkspace served,
      ApiServer server)
      throws IOException {
    RunListener runs = lines;
    Serving working;
    try {
      working =
          start(
              pipelines,
              options,
              channels,
              lines,
              new Watchers(List.of(lines, served.meters())),
              runs.and(served.meters()));
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
    served.loaded();
    return patience -> {
      served.ending();
      working.close(patience);
      server.close();
      served.close();
    };
  }

  private Serving start(
      PipelineFolder pipelines,
      ServeOptions options,
      ChannelKinds channels,
      ServeLog lines,
      OrchestratorListener watchers,
      RunListener runs)
      throws IOException {
    QuartzAlarm alarm = QuartzAlarm.start("nightjar", ALARM_THREADS);
    FolderNights nights = new FolderNights(pipelines, retraining, ledger, places, runs);
    Orchestrator orchestrator =
        new Orchestrator(
            ledger,
            nights,
            nights,
            alarm,
            places.clock(),
            new Orchestrator.Options(Holder.current(), options.parallel()),
            watchers);
    Watchman watchman = new Watchman(ledger, orchestrator::sweep);
    FileAlerts files = new FileAlerts(ledger.outbox());
    FolderWatch watch = new FolderWatch(pipelines, orchestrator, places, lines, files, watchman);
    NightWatch rounds = new NightWatch(watchman, channels.heartbeats(), places.clock(), lines);
    Courier courier =
        new Courier(ledger.outbox(), channels.wishes(), channels.channels(), places.clock(), lines);
    try {
      watch.first();
      orchestrator.start();
    } catch (IOException | RuntimeException e) {
      orchestrator.close();
      throw e;
    }
    courier.start();
    rounds.start();
    alarm.every("folder", LOOK, watch::look);
    WaitingRounds waiting = new WaitingRounds(Wiring.waiting(retraining), ledger, runs, watchers);
    waiting.look();
    alarm.every("approvals", WAITING, waiting::look);
    return patience -> {
      rounds.close();
      orchestrator.close(patience);
      courier.close(LAST_WORDS);
    };
  }

  @Override
  public ScheduleState pause(String pipeline, String reason) {
    return ledger.queue().pause(named(pipeline), places.actor(), reason);
  }

  @Override
  public ScheduleState resume(String pipeline) {
    return ledger.queue().resume(named(pipeline));
  }

  private static String named(String pipeline) {
    return Slot.of(pipeline, Instant.EPOCH).pipeline();
  }

  @Override
  public List<ScheduleState> schedules() {
    return ledger.queue().schedules();
  }

  @Override
  public Run trigger(
      Path pipeline, @Nullable SlotName slot, boolean again, Map<String, String> params)
      throws IOException {
    PipelineFile file = Wiring.reader().read(pipeline, params);
    ScheduleSpec schedule = file.pipeline().schedule();
    Instant time = Slots.named(Wiring.fireTimes(schedule, places), slot, ledger.now());
    return ledger
        .queue()
        .enqueue(
            Slot.of(file.pipeline().name(), time),
            FolderWatch.pin(file.path()),
            again ? Reprocess.ALL : Reprocess.ALSO_FAILED,
            new RunOptions(null, null, params, List.of()));
  }
}
