package dev.nightjar.run;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One step of a run: a function from earlier steps' outputs (and {@link #facts}) to one output.
 * What it does outside must be idempotent: a step that was interrupted is done again from its
 * beginning.
 */
public interface Step {

  /** Unique in a run; lower-case letters, digits and dashes. Names the output in the store. */
  String name();

  /** The names of the earlier steps whose outputs this one reads. No other is given to it. */
  List<String> inputs();

  /** How long one try may take; what {@link #await} waits for is not counted. */
  default Duration timeout() {
    return Duration.ofHours(12);
  }

  /** How it is executed; no part of what it makes. */
  default OperatorSpec operator() {
    return OperatorSpec.IN_PROCESS;
  }

  /**
   * What it was told that is neither in an earlier output nor in the run's pin: who makes the same
   * step in another process tells it so.
   */
  default Map<String, String> told() {
    return Map.of();
  }

  /**
   * Waits until what the step works from is there. Called before {@link #facts}, not when the
   * output is kept already; the slot stays held meanwhile.
   */
  default void await(StepContext context) throws IOException, InterruptedException {}

  /**
   * Everything else that decides the output, as one text: the length of a log, the version of the
   * champion. It is a part of the input digest, so that the step is done again when it changes.
   */
  default String facts(StepContext context) throws IOException {
    return "";
  }

  /**
   * Does the work.
   *
   * @throws Exception that {@link Retries#classify} turns into a {@link Failure}; best a {@link
   *     StepFailure}
   */
  StepOutput execute(StepContext context) throws Exception;
}
