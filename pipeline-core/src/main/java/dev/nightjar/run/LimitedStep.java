package dev.nightjar.run;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A step that may take only so long, and is executed somewhere.
 *
 * @param step what is done
 * @param timeout of each try; what it waits for before is not counted
 * @param operator who executes it
 */
public record LimitedStep(Step step, Duration timeout, OperatorSpec operator) implements Step {

  @Override
  public String name() {
    return step.name();
  }

  @Override
  public List<String> inputs() {
    return step.inputs();
  }

  @Override
  public Map<String, String> told() {
    return step.told();
  }

  @Override
  public void await(StepContext context) throws IOException, InterruptedException {
    step.await(context);
  }

  @Override
  public String facts(StepContext context) throws IOException {
    return step.facts(context);
  }

  @Override
  public StepOutput execute(StepContext context) throws Exception {
    return step.execute(context);
  }
}
