package dev.nightjar.schedules.app;

import dev.nightjar.jobs.BackfillReports;
import dev.nightjar.jobs.RetrainingPipeline;
import dev.nightjar.jobs.config.Pipeline;
import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillPlan;
import dev.nightjar.run.BackfillQueue;
import dev.nightjar.run.BackfillSlot;
import dev.nightjar.run.Holder;
import dev.nightjar.run.PlannedSlot;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunListener;
import dev.nightjar.run.RunState;
import dev.nightjar.run.Slot;
import dev.nightjar.run.SlotStatus;
import dev.nightjar.schedules.BackfillConflict;
import dev.nightjar.schedules.BackfillDriver;
import dev.nightjar.schedules.BackfillForecast;
import dev.nightjar.schedules.BackfillRequest;
import dev.nightjar.schedules.BackfillService;
import dev.nightjar.schedules.FireTimes;
import dev.nightjar.schedules.NightResult;
import dev.nightjar.schedules.Orchestrator;
import dev.nightjar.schedules.OrchestratorListener;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Backfills of this workspace's ledger. */
final class LocalBackfills implements BackfillService {

  private final Function<Path, PipelineFile> files;
  private final RetrainingPipeline retraining;
  private final RunLedger ledger;
  private final LocalPlaces places;

  /**
   * Backfills.
   *
   * @param files reads what a person calls a pipeline
   */
  LocalBackfills(
      Function<Path, PipelineFile> files,
      RetrainingPipeline retraining,
      RunLedger ledger,
      LocalPlaces places) {
    this.files = files;
    this.retraining = retraining;
    this.ledger = ledger;
    this.places = places;
  }

  @Override
  public BackfillForecast plan(Path pipeline, BackfillRequest request) {
    BackfillPlanning planning = planning(pipeline, request);
    return planning.forecast(planning.plan());
  }

  private BackfillPlanning planning(Path pipeline, BackfillRequest request) {
    return new BackfillPlanning(places, ledger, files.apply(pipeline), request);
  }

  @Override
  public Opened open(Path pipeline, BackfillRequest request) throws IOException {
    BackfillPlanning planning = planning(pipeline, request);
    BackfillPlan plan = planning.plan();
    BackfillForecast forecast = planning.forecast(plan);
    if (plan.count(PlannedSlot.Action.RUN) == 0) {
      return new Opened(forecast, null, false);
    }
    planning.prepare();
    BackfillQueue.Opened opened =
        asked(() -> ledger.backfills().open(planning.spec(), plan, places.actor()));
    return new Opened(forecast, opened.backfill(), opened.joined());
  }

  @Override
  public Backfill work(Path pipeline, long id, Listener listener) throws IOException {
    PipelineFile file = files.apply(pipeline);
    Backfill backfill = find(id);
    if (!backfill.spec().pipeline().equals(file.pipeline().name())) {
      throw new IllegalArgumentException(
          "backfill %d is of pipeline %s, and %s is of %s"
              .formatted(id, backfill.spec().pipeline(), pipeline, file.pipeline().name()));
    }
    Map<Slot, NightResult> results = new ConcurrentHashMap<>();
    NightResults forms = new NightResults(places);
    FileNights nights =
        new FileNights(
            file,
            retraining,
            places,
            RunListener.NONE,
            outcome -> results.put(outcome.report().run().slot(), forms.of(outcome)));
    Pipeline said = file.pipeline();
    ledger.pools().tag(Map.of(said.name(), said.schedule().tags()));
    FireTimes schedule = Wiring.fireTimes(file.pipeline().schedule(), places);
    Orchestrator.Options options =
        new Orchestrator.Options(Holder.current(), backfill.spec().options().parallel());
    Outgoing alerts = Outgoing.open(places, ledger.outbox(), listener::trouble);
    try (BackfillDriver driver =
        new BackfillDriver(
            ledger,
            nights,
            FolderWatch.pin(file.path()),
            options,
            new Troubles(listener),
            (run, now) -> tell(listener, run, now, schedule, results.remove(run.slot())))) {
      return driver.drive(id);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted; the same command goes on with the backfill");
    } finally {
      alerts.close();
    }
  }

  private static void tell(
      Listener listener, Run run, Backfill now, FireTimes schedule, @Nullable NightResult result) {
    synchronized (listener) {
      if (result != null) {
        listener.night(result, now);
      } else if (run.state().status() == RunState.Status.RUNNING) {
        listener.prepared(schedule.dateOf(run.slot().logicalTime()), now);
      } else {
        listener.ended(schedule.dateOf(run.slot().logicalTime()), run.state(), now);
      }
    }
  }

  /** Hears what went wrong beside the nights. */
  private record Troubles(Listener listener) implements OrchestratorListener {

    @Override
    public void elsewhere(Slot slot, String why) {
      listener.trouble(why);
    }

    @Override
    public void trouble(String what, Exception why) {
      listener.trouble(what + ": " + why.getMessage());
    }
  }

  @Override
  public List<Backfill> before(long id, int limit) {
    return ledger.backfills().before(id, limit);
  }

  @Override
  public Backfill find(long id) {
    return ledger
        .backfills()
        .find(id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no backfill "
                        + id
                        + "; nightjar backfill list shows the latest ones"));
  }

  @Override
  public List<BackfillSlot> slots(long id) {
    return ledger.backfills().slots(find(id).id());
  }

  @Override
  public Optional<NightResult> night(long id, int place) throws IOException {
    Optional<Run> run =
        slots(id).stream()
            .filter(slot -> slot.place() == place && slot.status().isOver())
            .findFirst()
            .flatMap(slot -> ledger.slot(slot.slot()))
            .map(SlotStatus::latest);
    return run.isEmpty() ? Optional.empty() : new NightResults(places).of(run.get());
  }

  @Override
  public Backfill pause(long id, String reason) {
    return asked(() -> ledger.backfills().pause(find(id).id(), by(reason)));
  }

  @Override
  public Backfill resume(long id) {
    return asked(() -> ledger.backfills().resume(find(id).id()));
  }

  @Override
  public Backfill cancel(long id, String reason) {
    return asked(() -> ledger.backfills().cancel(find(id).id(), by(reason)));
  }

  @Override
  public Report report(long id) throws IOException {
    return new BackfillForms(new BackfillReports(places.store(), ledger).of(find(id)));
  }

  private String by(String reason) {
    return places.actor() + ": " + reason;
  }

  /** What cannot happen is a mistake of who asked. */
  private static <T> T asked(Supplier<T> answer) {
    try {
      return answer.get();
    } catch (IllegalStateException e) {
      throw new BackfillConflict(String.valueOf(e.getMessage()), e);
    }
  }
}
