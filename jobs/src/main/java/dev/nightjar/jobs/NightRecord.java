package dev.nightjar.jobs;

import dev.nightjar.dataset.DataException;
import dev.nightjar.decision.Decision;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.expectation.CheckReport;
import dev.nightjar.model.Candidate;
import dev.nightjar.run.Outcome;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunFacts;
import dev.nightjar.run.RunId;
import dev.nightjar.run.RunOptions;
import dev.nightjar.run.RunState;
import dev.nightjar.run.Slot;
import dev.nightjar.run.StepStore;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * What the steps of a judged night left in its folder.
 *
 * @param run as it began
 * @param pinned what it was begun with
 */
record NightRecord(
    Run run,
    PinnedRun pinned,
    SnapshotOutput snapshot,
    CheckReport check,
    Candidate candidate,
    Evaluation evaluation,
    Decision decision) {

  /** Reads them; throws {@link DataException} that says what is not there. */
  static NightRecord read(ObjectStore store, Documents.Night night) throws IOException {
    String folder = night.folder().path();
    Slot slot = Slot.parse(ObjectKey.of(folder.substring(0, folder.lastIndexOf('/'))));
    RunId id = new RunId(night.folder().name());
    RunFacts.Begun begun =
        new RunFacts(store).begun(slot, id).orElseThrow(() -> missing(RunFacts.BEGUN));
    Run run =
        new Run(
            slot,
            begun.ordinal(),
            begun.pin(),
            RunState.queued(),
            begun.startedAt(),
            null,
            Objects.requireNonNullElse(begun.options(), RunOptions.NONE));
    return new NightRecord(
        run,
        PinnedRun.read(store, run).orElseThrow(() -> missing(RunFacts.REQUEST)),
        output(store, run, SnapshotStep.NAME, SnapshotOutput.class),
        output(store, run, CheckStep.NAME, CheckReport.class),
        output(store, run, TrainStep.NAME, Candidate.class),
        output(store, run, EvaluateStep.NAME, Evaluation.class),
        output(store, run, DecideStep.NAME, Decision.class));
  }

  private static <T> T output(ObjectStore store, Run run, String step, Class<T> type)
      throws IOException {
    StepStore.Kept kept =
        new StepStore(store)
            .read(run.slot(), run.id(), step)
            .orElseThrow(() -> missing(step + ".json"));
    if (kept.output().outcome() instanceof Outcome.Fail) {
      throw new DataException("its step " + step + " failed");
    }
    return kept.output().as(type);
  }

  private static DataException missing(String name) {
    return new DataException("its folder in the store has no " + name);
  }

  /** What the decision says of the world around the night; nothing but the record knows that. */
  Decisions.Surroundings surroundings() {
    List<Decision.Night> nights = decision.history();
    return new Decisions.Surroundings(
        nights.subList(0, Math.max(0, nights.size() - 1)),
        decision.details().stream().filter(References::isTaint).toList());
  }
}
