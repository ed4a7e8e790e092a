package dev.nightjar.jobs;

import dev.nightjar.dataset.Snapshot;
import dev.nightjar.expectation.CheckReport;
import dev.nightjar.expectation.ExpectationResult;
import dev.nightjar.expectation.Severity;
import dev.nightjar.run.Step;
import dev.nightjar.run.StepContext;
import dev.nightjar.run.StepOutput;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Asks the data whether they are what was expected, before anything is trained on them. */
final class CheckStep implements Step {

  static final String NAME = "check";

  private final Night night;

  CheckStep(Night night) {
    this.night = night;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> inputs() {
    return List.of(SnapshotStep.NAME);
  }

  @Override
  public StepOutput execute(StepContext context) throws IOException {
    Snapshot snapshot = Night.snapshot(context).snapshot();
    CheckReport report =
        night.bench().checker().check(night.data().all(snapshot), night.pipeline().expectations());
    return report.blocks() ? StepOutput.block(report, reason(report)) : StepOutput.next(report);
  }

  private static String reason(CheckReport report) {
    return report.results().stream()
        .filter(r -> !r.success() && r.severity() == Severity.CRITICAL)
        .map(ExpectationResult::sentence)
        .collect(Collectors.joining("; "));
  }
}
