package dev.nightjar.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a request.
 *
 * @param run the run as it stands now
 * @param executed false: the slot was done before, and nothing was executed
 * @param outputs the outputs of the steps that are done, in their order
 */
public record RunReport(Run run, boolean executed, Map<String, StepOutput> outputs) {

  public RunReport {
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }

  /** The output of this step, or empty when the run did not get so far. */
  public Optional<StepOutput> output(String step) {
    return Optional.ofNullable(outputs.get(step));
  }
}
