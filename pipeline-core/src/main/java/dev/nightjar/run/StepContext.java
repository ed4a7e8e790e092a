package dev.nightjar.run;

import java.util.Map;

/**
 * What a step is given.
 *
 * @param run the run that it belongs to
 * @param inputs the outputs of the steps that it declared, by name
 * @param progress to be told how far it is
 */
public record StepContext(Run run, Map<String, StepOutput> inputs, StepProgress progress) {

  /**
   * The output of the earlier step.
   *
   * @throws IllegalArgumentException when the step did not declare it
   */
  public StepOutput input(String step) {
    StepOutput output = inputs.get(step);
    if (output == null) {
      throw new IllegalArgumentException(
          "the step reads the output of " + step + " but declares only " + inputs.keySet());
    }
    return output;
  }
}
