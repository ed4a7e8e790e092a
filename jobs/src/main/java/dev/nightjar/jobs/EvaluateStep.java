package dev.nightjar.jobs;

import dev.nightjar.dataset.Snapshot;
import dev.nightjar.model.Candidate;
import dev.nightjar.run.Step;
import dev.nightjar.run.StepContext;
import dev.nightjar.run.StepOutput;
import java.io.IOException;
import java.util.List;

/**
 * Scores candidate, champion and baseline on the same rows of every test set, and compares them.
 */
final class EvaluateStep implements Step {

  static final String NAME = "evaluate";

  private final Night night;

  EvaluateStep(Night night) {
    this.night = night;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> inputs() {
    return List.of(SnapshotStep.NAME, TrainStep.NAME);
  }

  /** Another champion or baseline is another evaluation. */
  @Override
  public String facts(StepContext context) throws IOException {
    References references = References.of(night);
    return "champion " + references.champion() + ", baseline " + references.baseline();
  }

  @Override
  public StepOutput execute(StepContext context) throws IOException {
    Snapshot snapshot = Night.snapshot(context).snapshot();
    Candidate candidate = Night.read(context, TrainStep.NAME, Candidate.class);
    ScoreSource source = new LoadedModels(night, candidate);
    return new NightEvaluation(night, context.run().id(), snapshot, candidate, source)
        .output(context.progress());
  }
}
