package dev.nightjar.schedules.app;

import dev.nightjar.dataset.TestSet;
import dev.nightjar.jobs.Documents;
import dev.nightjar.jobs.InputChanges;
import dev.nightjar.jobs.TestSetLogs;
import dev.nightjar.jobs.config.Pipeline;
import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.run.BackfillOptions;
import dev.nightjar.run.BackfillPlan;
import dev.nightjar.run.BackfillRules;
import dev.nightjar.run.BackfillSpec;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.PlannedSlot;
import dev.nightjar.run.PlannedSlot.Action;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunState;
import dev.nightjar.run.Slot;
import dev.nightjar.schedules.BackfillDay;
import dev.nightjar.schedules.BackfillForecast;
import dev.nightjar.schedules.BackfillRequest;
import dev.nightjar.schedules.FireTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a backfill of a pipeline file is about. Without promotion its nights run in a lane of their
 * own, whose registry begins with what the real one was before the first of them.
 */
final class BackfillPlanning {

  /** So many of the pipeline's latest runs tell how long a night takes. */
  private static final int LATEST = 20;

  private final LocalPlaces places;
  private final RunLedger ledger;
  private final Pipeline pipeline;
  private final BackfillRequest request;
  private final FireTimes schedule;
  private final InputChanges changes;
  private final boolean dirty;

  BackfillPlanning(
      LocalPlaces places, RunLedger ledger, PipelineFile file, BackfillRequest request) {
    this.places = places;
    this.ledger = ledger;
    this.pipeline = file.pipeline();
    this.request = request;
    this.schedule = Wiring.fireTimes(pipeline.schedule(), places);
    this.changes = new InputChanges(file, places.store(), places.clock());
    if (request.lane().isEmpty() && pipeline.policy().asksAPerson()) {
      throw new IllegalArgumentException(
          "pipeline %s has approval: manual, and a backfill asks nobody: leave out --promote for a shadow history, or run its nights one by one"
              .formatted(pipeline.name()));
    }
    this.dirty = CodeIds.with(places.code(), file.path()).dirty();
  }

  BackfillSpec spec() {
    return new BackfillSpec(
        pipeline.name(), request.lane(), request.nights().toString(), request.options());
  }

  /** What will happen to each slot, in order. */
  BackfillPlan plan() {
    Instant now = places.clock().instant();
    BackfillRules rules =
        new BackfillRules(
            request.options().reprocess(),
            time ->
                time.isAfter(now)
                    ? Optional.of("not due yet")
                    : schedule.excludes(time).map(why -> "calendar " + why),
            this::outdated,
            LeaseRules.standard());
    String lane = request.lane();
    BackfillPlan plan =
        rules.plan(
            pipeline.name(),
            lane,
            request.nights().slots(schedule),
            ledger.slots(pipeline.name(), lane));
    return new BackfillPlan(plan.slots().stream().map(this::doubted).toList());
  }

  private PlannedSlot doubted(PlannedSlot planned) {
    Optional<String> unknown =
        planned.action() == Action.RUN
            ? schedule.unknown(planned.slot().logicalTime())
            : Optional.empty();
    return unknown
        .map(u -> new PlannedSlot(planned.slot(), Action.RUN, planned.why() + "; calendar " + u))
        .orElse(planned);
  }

  /** Why a finished run no longer holds. */
  private Optional<String> outdated(Run run) {
    try {
      if ((!dirty || request.options().allowDirty())
          && Documents.wasWithheld(places.store(), run.slot(), run.id())) {
        return Optional.of(
            dirty
                ? "withheld before; --allow-dirty"
                : "withheld before; all changes are committed now");
      }
      return request.options().reprocess() == Reprocess.INPUTS_CHANGED
          ? changes.since(run)
          : changes.gone(run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The plan for people. */
  BackfillForecast forecast(BackfillPlan plan) {
    int runs = plan.count(Action.RUN);
    boolean newest = request.options().order() == BackfillOptions.Order.NEW_TO_OLD;
    List<BackfillDay> days = new ArrayList<>();
    int begun = 0;
    for (PlannedSlot planned : plan.slots()) {
      int turn = 0;
      if (planned.action() == Action.RUN) {
        turn = newest ? runs - begun : begun + 1;
        begun++;
      }
      Instant time = planned.slot().logicalTime();
      days.add(new BackfillDay(schedule.dateOf(time), time, planned.action(), turn, planned.why()));
    }
    List<BackfillForecast.TestSetUse> uses =
        pipeline.testSets().stream().map(set -> use(set, runs)).toList();
    return new BackfillForecast(days, request.lane(), uses, estimate(runs));
  }

  private BackfillForecast.TestSetUse use(TestSet set, int nights) {
    TestSet.Budget budget = set.budget();
    try {
      long seen = TestSetLogs.of(places.store(), pipeline, set, places.clock()).state().position();
      return new BackfillForecast.TestSetUse(
          set.name(), nights, seen, budget == null ? null : budget.nights());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable Duration estimate(int runs) {
    List<Duration> took = new ArrayList<>();
    for (Run run : ledger.recent(pipeline.name(), LATEST)) {
      Instant end = run.finishedAt();
      if (end != null && run.state().status() == RunState.Status.SUCCEEDED) {
        took.add(Duration.between(run.startedAt(), end));
      }
    }
    if (took.isEmpty() || runs == 0) {
      return null;
    }
    Duration all = took.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(took.size());
    return all.multipliedBy(runs).dividedBy(Math.min(runs, request.options().parallel()));
  }

  /** Begins the shadow history, unless nights promote or it was begun before. */
  void prepare() throws IOException {
    if (!request.promote()) {
      Instant first = request.nights().first().atStartOfDay(pipeline.schedule().zone()).toInstant();
      Slot any = new Slot(pipeline.name(), request.lane(), first);
      places.registry(Documents.model(any)).seedFrom(places.registry(pipeline.name()), first);
    }
  }
}
