package dev.nightjar.schedules;

import dev.nightjar.run.Operators;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Retries;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunExecutor;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunListener;
import dev.nightjar.run.RunRequest;
import dev.nightjar.run.Slot;
import dev.nightjar.run.Step;
import dev.nightjar.run.StepContext;
import dev.nightjar.run.StepOutput;
import dev.nightjar.run.StepStore;
import dev.nightjar.run.Timing;
import dev.nightjar.store.Digest;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Nights whose steps do nothing: what is left is what the orchestrator does. */
final class NoOps implements NightRunner {

  /** As many as a real night has. */
  static final List<String> SIX =
      List.of("snapshot", "check", "train", "evaluate", "decide", "promote");

  private final RunExecutor executor;
  private final List<Step> steps;

  NoOps(RunLedger ledger, ObjectStore store, Timing timing, List<String> steps) {
    this.executor =
        new RunExecutor(
            ledger,
            new StepStore(store),
            Operators.inProcess(),
            Retries.standard(thrown -> Optional.empty()),
            timing);
    this.steps = steps.stream().<Step>map(Nothing::new).toList();
  }

  /** The pin of all nights of the pipeline. */
  static Digest digest(String pipeline) {
    return Digest.of(pipeline);
  }

  @Override
  public Run run(Slot slot) throws IOException, InterruptedException {
    return executor.execute(request(slot), RunListener.NONE).run();
  }

  /** As far as a backfill goes with a night whose turn has not come. */
  Run prepare(Slot slot) throws IOException, InterruptedException {
    return executor.executeUntil(request(slot), "train", RunListener.NONE).run();
  }

  private RunRequest request(Slot slot) {
    return new RunRequest(slot, digest(slot.pipeline()), "code", steps, Reprocess.UNFINISHED_ONLY);
  }

  private record Nothing(String name) implements Step {

    @Override
    public List<String> inputs() {
      return List.of();
    }

    @Override
    public StepOutput execute(StepContext context) {
      return StepOutput.next("done");
    }
  }
}
