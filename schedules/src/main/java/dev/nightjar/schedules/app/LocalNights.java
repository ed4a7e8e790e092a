package dev.nightjar.schedules.app;

import dev.nightjar.jobs.RetrainingPipeline;
import dev.nightjar.jobs.RetrainingPipeline.Order;
import dev.nightjar.jobs.RetrainingPipeline.Outcome;
import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.jobs.config.PipelineReader;
import dev.nightjar.model.CodeId;
import dev.nightjar.run.Calendars;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunListener;
import dev.nightjar.run.RunOptions;
import dev.nightjar.run.Slot;
import dev.nightjar.schedules.FireTimes;
import dev.nightjar.schedules.NightListener;
import dev.nightjar.schedules.NightResult;
import dev.nightjar.schedules.NightService;
import dev.nightjar.schedules.OrchestratorListener;
import dev.nightjar.schedules.SlotName;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nights in this process, on this machine. */
final class LocalNights implements NightService {

  private final PipelineReader reader;
  private final RetrainingPipeline retraining;
  private final RunLedger ledger;
  private final LocalPlaces places;

  LocalNights(
      PipelineReader reader, RetrainingPipeline retraining, RunLedger ledger, LocalPlaces places) {
    this.reader = reader;
    this.retraining = retraining;
    this.ledger = ledger;
    this.places = places;
  }

  @Override
  public NightResult run(
      Path pipeline,
      @Nullable SlotName named,
      Map<String, String> params,
      boolean allowDirty,
      NightListener listener)
      throws IOException {
    PipelineFile file = reader.read(pipeline, params);
    FireTimes times = Wiring.fireTimes(file.pipeline().schedule(), places);
    Instant now = places.clock().instant();
    Instant logicalTime = Slots.named(times, named, now);
    Calendars calendars = file.pipeline().schedule().calendars();
    calendars.ending(LocalDate.ofInstant(now, times.zone())).forEach(listener::remark);
    Slot slot = Slot.of(file.pipeline().name(), logicalTime);
    CodeId code = CodeIds.with(places.code(), file.path());
    RunOptions options = new RunOptions(null, null, params, List.of());
    return told(new Order(file, slot, code, Reprocess.ALSO_FAILED, allowDirty, options), listener);
  }

  @Override
  public NightResult go(Path pipeline, Run queued, boolean allowDirty, NightListener listener)
      throws IOException {
    PipelineFile file = reader.read(pipeline, queued.options().params());
    CodeId code = CodeIds.with(places.code(), file.path());
    return told(
        new Order(
            file, queued.slot(), code, Reprocess.UNFINISHED_ONLY, allowDirty, queued.options()),
        listener);
  }

  private NightResult told(Order order, NightListener listener) throws IOException {
    try (Outgoing alerts = Outgoing.open(places, ledger.outbox(), listener::remark)) {
      NightResult night = run(order, listener);
      alerts.ended(night.state());
      return night;
    }
  }

  /** Tells what became of other nights. */
  private record Remarks(NightListener listener) implements OrchestratorListener {

    @Override
    public void ended(Run run) {
      listener.remark(
          "run %s for %s, which waited for approval, is %s: %s"
              .formatted(
                  run.id(), run.slot().logicalTime(), run.state().status(), run.state().text()));
    }

    @Override
    public void trouble(String what, Exception why) {
      listener.remark(what + ": " + why.getMessage());
    }
  }

  private NightResult run(Order order, NightListener listener) throws IOException {
    PipelineFile file = order.file();
    ledger.pools().tag(Map.of(file.pipeline().name(), file.pipeline().schedule().tags()));
    LocalDatasets.requireForNight(places, file.pipeline().recipe().dataset());
    WaitingRounds waiting =
        new WaitingRounds(
            Wiring.waiting(retraining), ledger, RunListener.NONE, new Remarks(listener));
    // An answer that was not carried out comes before what this night makes of the champion.
    waiting.look(file.pipeline().name());
    try {
      Outcome outcome =
          retraining.run(order, new StepLines(listener, file.pipeline().schedule().zone()));
      waiting.look(file.pipeline().name());
      return new NightResults(places).of(outcome);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted; the same command goes on with the run");
    }
  }
}
