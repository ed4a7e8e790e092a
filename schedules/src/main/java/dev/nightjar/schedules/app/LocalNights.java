package dev.nightjar.schedules.app;

import dev.nightjar.decision.Promotion;
import dev.nightjar.jobs.Documents;
import dev.nightjar.jobs.RetrainingPipeline;
import dev.nightjar.jobs.RetrainingPipeline.Order;
import dev.nightjar.jobs.RetrainingPipeline.Outcome;
import dev.nightjar.jobs.config.Pipeline;
import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.jobs.config.PipelineReader;
import dev.nightjar.jobs.report.Terminal;
import dev.nightjar.jobs.report.TextReport;
import dev.nightjar.model.CodeId;
import dev.nightjar.run.Calendars;
import dev.nightjar.run.PlannedSlot;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.Slot;
import dev.nightjar.schedules.BackfillDay;
import dev.nightjar.schedules.BackfillRange;
import dev.nightjar.schedules.FireTimes;
import dev.nightjar.schedules.NightListener;
import dev.nightjar.schedules.NightResult;
import dev.nightjar.schedules.NightResult.Champion;
import dev.nightjar.schedules.NightService;
import dev.nightjar.schedules.SlotName;
import dev.nightjar.store.ObjectKey;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
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
      Path pipeline, @Nullable SlotName named, boolean allowDirty, NightListener listener)
      throws IOException {
    PipelineFile file = reader.read(pipeline);
    FireTimes times = Wiring.fireTimes(file.pipeline().schedule(), places);
    Instant now = places.clock().instant();
    Instant logicalTime = Slots.named(times, named, now);
    Calendars calendars = file.pipeline().schedule().calendars();
    calendars.ending(LocalDate.ofInstant(now, times.zone())).forEach(listener::remark);
    Slot slot = Slot.of(file.pipeline().name(), logicalTime);
    return run(order(file, slot, Reprocess.ALSO_FAILED, allowDirty), listener);
  }

  @Override
  public List<BackfillDay> plan(Path pipeline, BackfillRange range) throws IOException {
    return backfill(reader.read(pipeline), range).plan();
  }

  @Override
  public void backfill(
      Path pipeline, BackfillRange range, NightListener listener, BackfillListener each)
      throws IOException {
    PipelineFile file = reader.read(pipeline);
    LocalBackfill backfill = backfill(file, range);
    List<BackfillDay> days = backfill.plan();
    each.planned(days);
    backfill.prepare();
    for (BackfillDay day : days) {
      if (day.action() == PlannedSlot.Action.RUN) {
        each.night(
            day,
            run(order(file, backfill.slot(day), day.reprocess(), range.allowDirty()), listener));
      }
    }
  }

  private LocalBackfill backfill(PipelineFile file, BackfillRange range) {
    return new LocalBackfill(places, ledger, file, range);
  }

  private Order order(PipelineFile file, Slot slot, Reprocess reprocess, boolean allowDirty) {
    CodeId code = CodeIds.with(places.code(), file.path());
    return new Order(file, slot, code, reprocess, allowDirty);
  }

  private NightResult run(Order order, NightListener listener) throws IOException {
    PipelineFile file = order.file();
    LocalDatasets.requireDataset(places, file.pipeline().recipe().dataset());
    try {
      Outcome outcome =
          retraining.run(order, new StepLines(listener, file.pipeline().schedule().zone()));
      return result(outcome, file.pipeline());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted; the same command goes on with the run");
    }
  }

  private NightResult result(Outcome outcome, Pipeline pipeline) {
    Run run = outcome.report().run();
    Promotion promotion = outcome.promotion();
    ZoneId zone = pipeline.schedule().zone();
    return new NightResult(
        pipeline.name(),
        run.slot().logicalTime(),
        LocalDate.ofInstant(run.slot().logicalTime(), zone),
        run.id().hex(),
        run.state().status(),
        outcome.decision().verdict(),
        promotion == null ? null : promotion.version(),
        champion(outcome),
        places.address(ObjectKey.of(Documents.folder(run.slot(), run.id()).path(), Documents.PAGE)),
        outcome.decision().headline(),
        !outcome.report().executed(),
        (colour, width) ->
            TextReport.verdict(outcome.decision(), promotion, new Terminal(width, colour)));
  }

  private Champion champion(Outcome outcome) {
    Promotion promotion = outcome.promotion();
    if (promotion != null) {
      return new Champion(promotion.championBefore(), promotion.championAfter());
    }
    String stays = places.championAt(outcome.report().run().slot());
    return new Champion(stays, stays);
  }
}
