package dev.nightjar.jobs;

import dev.nightjar.decision.Decision;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.expectation.CheckReport;
import dev.nightjar.model.Candidate;
import dev.nightjar.run.Step;
import dev.nightjar.run.StepContext;
import dev.nightjar.run.StepOutput;
import java.io.IOException;
import java.util.List;

/** Lets the gates speak, and writes the night's document. */
final class DecideStep implements Step {

  static final String NAME = "decide";

  private final Night night;

  DecideStep(Night night) {
    this.night = night;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> inputs() {
    return List.of(SnapshotStep.NAME, CheckStep.NAME, TrainStep.NAME, EvaluateStep.NAME);
  }

  /** That a champion is tainted is said in the decision. */
  @Override
  public String facts(StepContext context) throws IOException {
    return String.join(" ", References.of(night).taints(night.registry().state()));
  }

  @Override
  public StepOutput execute(StepContext context) throws IOException {
    Decisions decisions = new Decisions(night);
    Evaluation evaluation = Night.read(context, EvaluateStep.NAME, Evaluation.class);
    Decision decision =
        decisions.judged(
            context.run(),
            Night.snapshot(context),
            Night.read(context, CheckStep.NAME, CheckReport.class),
            Night.read(context, TrainStep.NAME, Candidate.class),
            evaluation,
            decisions.surroundings(evaluation));
    return StepOutput.next(decision);
  }
}
