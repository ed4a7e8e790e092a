package dev.nightjar.jobs;

import dev.nightjar.dataset.DataException;
import dev.nightjar.registry.RegistryException;
import dev.nightjar.run.FailureClass;
import dev.nightjar.run.FailureClassifier;
import dev.nightjar.run.LimitedStep;
import dev.nightjar.run.Pause;
import dev.nightjar.run.Retries;
import dev.nightjar.run.Step;
import java.io.IOException;
import java.util.List;

/**
 * The six steps of a night, the same in whichever process one is done.
 *
 * @param night what they share
 * @param logs the datasets' logs
 * @param pause waits for the night's last day
 */
record NightSteps(Night night, DataLogs logs, Pause pause) {

  /** What is tried again, and what kind of failure an exception is. */
  static Retries retries() {
    return Retries.standard(
        FailureClassifier.of(DataException.class, FailureClass.DATA)
            .or(FailureClassifier.of(IllegalArgumentException.class, FailureClass.USER))
            .or(FailureClassifier.of(RegistryException.class, FailureClass.USER)));
  }

  /** All of them, in their order. */
  List<Step> all() throws IOException {
    return List.of(
        named(SnapshotStep.NAME),
        named(CheckStep.NAME),
        named(TrainStep.NAME),
        named(EvaluateStep.NAME),
        named(DecideStep.NAME),
        named(PromoteStep.NAME));
  }

  /** The step of that name. */
  Step named(String name) throws IOException {
    Step step =
        switch (name) {
          case SnapshotStep.NAME -> new SnapshotStep(night, pause);
          case CheckStep.NAME -> new CheckStep(night);
          case TrainStep.NAME -> new TrainStep(night);
          case EvaluateStep.NAME -> new EvaluateStep(night);
          case DecideStep.NAME -> new DecideStep(night);
          case PromoteStep.NAME -> new PromoteStep(night, logs);
          default -> throw new IllegalArgumentException("a night has no step " + name);
        };
    return new LimitedStep(
        step, night.file().timeout(name).orElse(step.timeout()), night.file().operator(name));
  }
}
