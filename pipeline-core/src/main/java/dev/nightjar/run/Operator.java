package dev.nightjar.run;

/**
 * How a step is executed: in this process, in a child process, as a pod. A step that is started
 * twice for the same run does its work once, or twice with the same result.
 */
public interface Operator {

  /** The name in the configuration; lower-case letters, digits and dashes. */
  String name();

  /**
   * Executes the step and waits for its output.
   *
   * @throws InterruptedException when the waiting thread is interrupted; the work is ended first
   * @throws Exception what the step throws, or a {@link StepFailure} about the worker
   */
  StepOutput execute(Step step, StepContext context) throws Exception;
}
