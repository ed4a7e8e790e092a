package dev.nightjar.schedules.app;

import dev.nightjar.dataset.Datasets;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.jobs.Documents;
import dev.nightjar.jobs.RunSnapshots;
import dev.nightjar.jobs.config.Pipeline;
import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.run.Backfill;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.PlannedSlot;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.Slot;
import dev.nightjar.schedules.BackfillDay;
import dev.nightjar.schedules.BackfillRange;
import dev.nightjar.schedules.FireTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The nights of a range. Without promotion they run in a lane of their own, whose registry begins
 * with what the real one was before the first of them.
 */
final class LocalBackfill {

  private final LocalPlaces places;
  private final RunLedger ledger;
  private final Pipeline pipeline;
  private final BackfillRange range;
  private final boolean dirty;

  LocalBackfill(LocalPlaces places, RunLedger ledger, PipelineFile file, BackfillRange range) {
    this.places = places;
    this.ledger = ledger;
    this.pipeline = file.pipeline();
    this.range = range;
    this.dirty = CodeIds.with(places.code(), file.path()).dirty();
  }

  /** What will happen to each slot, in order. */
  List<BackfillDay> plan() {
    Instant now = places.clock().instant();
    FireTimes schedule = Wiring.fireTimes(pipeline.schedule(), places);
    Backfill rules =
        new Backfill(
            range.reprocess(),
            time ->
                time.isAfter(now)
                    ? Optional.of("not due yet")
                    : schedule.excludes(time).map(why -> "calendar " + why),
            this::outdated,
            LeaseRules.standard());
    List<Instant> times = schedule.between(range.from(), range.to());
    return rules
        .plan(pipeline.name(), lane(), times, ledger.slots(pipeline.name(), lane()))
        .slots()
        .stream()
        .map(s -> day(s, schedule))
        .toList();
  }

  /** Why a finished run no longer holds. */
  private Optional<String> outdated(Run run) {
    try {
      if ((!dirty || range.allowDirty())
          && Documents.wasWithheld(places.store(), run.slot(), run.id())) {
        return Optional.of(
            dirty
                ? "withheld before; --allow-dirty"
                : "withheld before; all changes are committed now");
      }
      return changed(run).map(gone -> "inputs changed: " + gone);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Which of a run's segments its datasets do not have any more. */
  private Optional<String> changed(Run run) throws IOException {
    Optional<Snapshot> read = new RunSnapshots(places.store()).of(run.slot(), run.id());
    if (read.isEmpty()) {
      return Optional.empty();
    }
    Datasets datasets = new Datasets(places.store(), places.clock());
    Snapshot snapshot = read.get();
    Optional<String> gone =
        snapshot.goneInWords(datasets.dataset(pipeline.recipe().dataset()).state());
    Snapshot.Labels labels = snapshot.labels();
    return gone.isPresent() || labels == null
        ? gone
        : labels.goneInWords(datasets.dataset(labels.dataset()).state());
  }

  private static BackfillDay day(PlannedSlot planned, FireTimes schedule) {
    Instant time = planned.slot().logicalTime();
    String doubt =
        planned.action() == PlannedSlot.Action.RUN
            ? schedule.unknown(time).map(u -> "; calendar " + u).orElse("")
            : "";
    return new BackfillDay(
        schedule.dateOf(time), time, planned.action(), planned.why() + doubt, planned.reprocess());
  }

  /** Begins the shadow history, unless nights promote or it was begun before. */
  void prepare() throws IOException {
    if (!range.promote()) {
      Instant first = range.from().atStartOfDay(pipeline.schedule().zone()).toInstant();
      Slot any = new Slot(pipeline.name(), lane(), first);
      places.registry(Documents.model(any)).seedFrom(places.registry(pipeline.name()), first);
    }
  }

  Slot slot(BackfillDay day) {
    return new Slot(pipeline.name(), lane(), day.logicalTime());
  }

  /** The same range is the same shadow: killed and called again it goes on. */
  private String lane() {
    return range.promote()
        ? ""
        : "shadow-"
            + range.from().toString().replace("-", "")
            + "-"
            + range.to().toString().replace("-", "");
  }
}
