package dev.nightjar.run;

import java.time.Duration;

/**
 * Told what a run does, for people who watch. Called on the thread that executes the run, except
 * {@link #stepProgress} and {@link #stepSaid}, which any thread may call. What it throws ends the
 * run: it must not.
 */
public interface RunListener {

  /** Nobody watches. */
  RunListener NONE = new RunListener() {};

  /** The run begins; {@code resumed}: it was interrupted before. */
  default void runStarted(Run run, boolean resumed) {}

  /**
   * The ledger counts a try of a step; its beginning or its reuse is told next. A step that fails
   * while it waits for what it works from has none.
   */
  default void attemptCounted(Run run, Attempt attempt) {}

  /** The step begins. */
  default void stepStarted(Run run, String step) {}

  /** The step goes on; see {@link StepProgress}. */
  default void stepProgress(Run run, String step, double fraction, String text) {}

  /** A worker in another process said a line; called as {@link #stepProgress} is. */
  default void stepSaid(Run run, String step, LogLine.Level level, String text) {}

  /** The step has made its output. */
  default void stepFinished(Run run, String step, StepOutput output, Duration took) {}

  /** The step's output was there already. */
  default void stepReused(Run run, String step, StepOutput output) {}

  /** The step failed; {@code again} says whether it is tried again, after {@code wait}. */
  default void stepFailed(Run run, String step, Failure failure, boolean again, Duration wait) {}

  /** The run has reached a final state, or waits for approval. */
  default void runFinished(Run run) {}

  /** This worker is done with the run, and the run is not over: anyone may go on with it. */
  default void runLeft(Run run) {}

  /**
   * The same, but a run does not fail for it: when it throws that is logged, and it hears no more.
   */
  default RunListener guarded() {
    return new GuardedListener(this);
  }

  /** Tells both, this one first. */
  default RunListener and(RunListener other) {
    return new BothListeners(this, other);
  }
}
