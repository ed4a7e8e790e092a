package dev.nightjar.run;

/** Executes steps in this process, on the calling thread. */
public final class InProcess implements Operator {

  /** Its name. */
  public static final String NAME = "in-process";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public StepOutput execute(StepTask task) throws Exception {
    return task.step().execute(task.context());
  }
}
