package dev.nightjar.run;

/** The thread that a step works on. */
final class StepThread extends Thread {

  private volatile boolean abandoned;

  StepThread(String step, Runnable work) {
    super(work, "step " + step);
    // A program can end although a step does not.
    setDaemon(true);
  }

  /** Nobody waits for it any more. */
  void abandon() {
    abandoned = true;
  }

  /** Whether this thread's step was given up: what it still wants to write is refused. */
  static boolean isAbandoned() {
    return Thread.currentThread() instanceof StepThread step && step.abandoned;
  }
}
