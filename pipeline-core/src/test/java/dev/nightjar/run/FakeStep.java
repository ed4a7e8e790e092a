package dev.nightjar.run;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A step that does what a test says. */
final class FakeStep implements Step {

  /** What a step does. */
  interface Work {
    StepOutput on(StepContext context) throws Exception;
  }

  private final String name;
  private final List<String> inputs;
  Work work = FakeStep::ordinary;
  Supplier<String> facts = () -> "";
  int done;

  FakeStep(String name, List<String> inputs) {
    this.name = name;
    this.inputs = inputs;
  }

  static StepOutput ordinary(StepContext context) {
    context.progress().at(1, "");
    return StepOutput.next(Map.of("inputs", context.inputs().keySet(), "text", "ü\n1.5"));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> inputs() {
    return inputs;
  }

  @Override
  public String facts(StepContext context) {
    return facts.get();
  }

  @Override
  public StepOutput execute(StepContext context) throws Exception {
    done++;
    return work.on(context);
  }
}
