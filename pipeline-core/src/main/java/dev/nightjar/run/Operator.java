package dev.nightjar.run;

/**
 * How a step is executed: in this process, in a child process, as a pod. A try that is started
 * twice does its work once, or twice with the same result. Thread-safe.
 */
public interface Operator {

  /** The name in the configuration; lower-case letters, digits and dashes. */
  String name();

  /**
   * Executes one try of a step and waits for its output. Whatever ends the wait, no work goes on
   * after it that could still write where somebody looks.
   *
   * @throws InterruptedException when the waiting thread is interrupted; the work is ended first
   * @throws Exception what the step throws, or a {@link StepFailure} about the worker
   */
  StepOutput execute(StepTask task) throws Exception;
}
