package dev.nightjar.run;

/** Executes steps in this process, on the calling thread. */
public final class InProcess implements Operator {

  @Override
  public String name() {
    return "in-process";
  }

  @Override
  public StepOutput execute(Step step, StepContext context) throws Exception {
    return step.execute(context);
  }
}
