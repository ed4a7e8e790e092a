package dev.nightjar.jobs.config;

import dev.nightjar.expectation.ExpectationSpec;
import dev.nightjar.model.TrainingSpec;
import dev.nightjar.text.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The names that a pipeline file may use, known by others: each throws {@link
 * IllegalArgumentException} that says what was expected and offers the nearest valid name.
 *
 * @param training trainer and parameters
 * @param expectation type and arguments
 * @param metric name of a metric
 * @param measure name of a measure without a test set
 * @param cron a cron expression
 */
public record Vocabulary(
    Consumer<TrainingSpec> training,
    Consumer<ExpectationSpec> expectation,
    Consumer<String> metric,
    Consumer<String> measure,
    Consumer<String> cron) {

  /** The same with the metrics that a file makes itself, by name. */
  Vocabulary with(List<String> names) {
    return new Vocabulary(training, expectation, name -> known(name, names), measure, cron);
  }

  private void known(String name, List<String> more) {
    if (more.contains(name)) {
      return;
    }
    Optional<String> nearest = Nearest.of(name, more);
    if (nearest.isPresent()) {
      throw new IllegalArgumentException("no metric " + name + Nearest.hint(name, more));
    }
    metric.accept(name);
  }
}
