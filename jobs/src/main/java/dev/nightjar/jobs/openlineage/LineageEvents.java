package dev.nightjar.jobs.openlineage;

import dev.nightjar.jobs.NightOutputs;
import dev.nightjar.jobs.openlineage.LineageListener.Moment;
import dev.nightjar.run.Attempt;
import dev.nightjar.run.Failure;
import dev.nightjar.run.FailureClass;
import dev.nightjar.run.Outcome;
import dev.nightjar.run.RunState;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What happens to a run, as events of the specification. Thread-safe. */
final class LineageEvents {

  /** The steps that read rows. */
  private static final Set<String> READERS =
      Set.of(NightOutputs.SNAPSHOT, NightOutputs.TRAIN, NightOutputs.EVALUATE);

  /** The steps that make the model what it is. */
  private static final Set<String> MAKERS = Set.of(NightOutputs.TRAIN, NightOutputs.PROMOTE);

  private final Facets facets;
  private final Jobs jobs;
  private final Runs runs;
  private final InputData data;
  private final ModelData models;

  LineageEvents(String namespace, StoreNames names, Facets facets, UnaryOperator<String> redact) {
    this.facets = facets;
    this.jobs = new Jobs(namespace, facets);
    this.runs = new Runs(jobs, new RunIds(namespace), facets, redact);
    this.data = new InputData(names, facets);
    this.models = new ModelData(names, facets);
  }

  List<String> started(Moment moment) {
    return List.of(run(moment, EventType.START, null));
  }

  /** The run goes on, and nobody will hear again of the attempts that its last worker left. */
  List<String> resumed(Moment moment, List<Attempt> lost) {
    List<String> all = new ArrayList<>();
    all.add(run(moment, EventType.RUNNING, null));
    for (Attempt attempt : lost) {
      all.add(step(moment, attempt, EventType.ABORT, "the worker ended without a word"));
    }
    return all;
  }

  List<String> stepStarted(Moment moment, Attempt attempt) {
    return List.of(step(moment, attempt, EventType.START, null));
  }

  List<String> stepEnded(Moment moment, Attempt attempt, Outcome outcome) {
    if (outcome instanceof Outcome.Block block) {
      return List.of(step(moment, attempt, EventType.FAIL, block.reason()));
    }
    if (outcome instanceof Outcome.Stale stale) {
      return List.of(step(moment, attempt, EventType.ABORT, stale.reason()));
    }
    return List.of(step(moment, attempt, EventType.COMPLETE, null));
  }

  /** An attempt that found the output: it begins and ends at once. */
  List<String> stepReused(Moment moment, Attempt attempt, Outcome outcome) {
    List<String> all = new ArrayList<>(stepStarted(moment, attempt));
    all.addAll(stepEnded(moment, attempt, outcome));
    return all;
  }

  List<String> stepFailed(Moment moment, Attempt attempt, Failure failure) {
    return List.of(
        step(moment, attempt, EventType.FAIL, words(failure.message(), failure.failureClass())));
  }

  /**
   * The run is over.
   *
   * @param open an attempt that ends with it; null: there is none
   */
  List<String> ended(Moment moment, @Nullable Attempt open) {
    RunState state = moment.run().state();
    List<String> all = new ArrayList<>();
    if (open != null) {
      all.add(step(moment, open, EventType.ABORT, state.text()));
    }
    all.add(
        switch (state.status()) {
          case SUCCEEDED -> run(moment, EventType.COMPLETE, null);
          case FAILED -> run(moment, EventType.FAIL, words(state.text(), state.failure()));
          case BLOCKED -> run(moment, EventType.FAIL, state.text());
          case STALE, CANCELLED, SKIPPED -> run(moment, EventType.ABORT, state.text());
          case QUEUED, RUNNING, AWAITING_APPROVAL -> run(moment, EventType.RUNNING, null);
        });
    return all;
  }

  private static String words(String message, @Nullable FailureClass failure) {
    return failure == null
        ? message
        : "%s (%s: %s). What to do: %s"
            .formatted(message, failure, failure.cause(), failure.advice());
  }

  private String run(Moment moment, EventType type, @Nullable String error) {
    return event(
        moment,
        type,
        runs.run(moment, error),
        jobs.pipeline(moment.order()),
        data.checked(moment.known()),
        models.made(moment.known()));
  }

  private String step(Moment moment, Attempt attempt, EventType type, @Nullable String error) {
    String step = attempt.step();
    NightOutputs known = moment.known();
    List<OpenLineage.InputDataset> inputs = new ArrayList<>();
    if (step.equals(NightOutputs.CHECK)) {
      inputs.addAll(data.checked(known));
    } else if (READERS.contains(step)) {
      inputs.addAll(data.plain(known));
    }
    if (step.equals(NightOutputs.EVALUATE) || step.equals(NightOutputs.DECIDE)) {
      inputs.addAll(models.read(known));
    }
    return event(
        moment,
        type,
        runs.step(moment, attempt, error),
        jobs.step(moment.order(), step),
        inputs,
        MAKERS.contains(step) ? models.made(known) : List.of());
  }

  private String event(
      Moment moment,
      EventType type,
      OpenLineage.Run run,
      OpenLineage.Job job,
      List<OpenLineage.InputDataset> inputs,
      List<OpenLineage.OutputDataset> outputs) {
    return Facets.json(
        facets.standard().newRunEvent(Facets.time(moment.at()), type, run, job, inputs, outputs));
  }
}
