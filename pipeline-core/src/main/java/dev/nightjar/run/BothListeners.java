package dev.nightjar.run;

import java.time.Duration;

/** Tells two listeners the same. */
record BothListeners(RunListener first, RunListener second) implements RunListener {

  @Override
  public void runStarted(Run run, boolean resumed) {
    first.runStarted(run, resumed);
    second.runStarted(run, resumed);
  }

  @Override
  public void attemptCounted(Run run, Attempt attempt) {
    first.attemptCounted(run, attempt);
    second.attemptCounted(run, attempt);
  }

  @Override
  public void stepStarted(Run run, String step) {
    first.stepStarted(run, step);
    second.stepStarted(run, step);
  }

  @Override
  public void stepProgress(Run run, String step, double fraction, String text) {
    first.stepProgress(run, step, fraction, text);
    second.stepProgress(run, step, fraction, text);
  }

  @Override
  public void stepSaid(Run run, String step, LogLine.Level level, String text) {
    first.stepSaid(run, step, level, text);
    second.stepSaid(run, step, level, text);
  }

  @Override
  public void stepFinished(Run run, String step, StepOutput output, Duration took) {
    first.stepFinished(run, step, output, took);
    second.stepFinished(run, step, output, took);
  }

  @Override
  public void stepReused(Run run, String step, StepOutput output) {
    first.stepReused(run, step, output);
    second.stepReused(run, step, output);
  }

  @Override
  public void stepFailed(Run run, String step, Failure failure, boolean again, Duration wait) {
    first.stepFailed(run, step, failure, again, wait);
    second.stepFailed(run, step, failure, again, wait);
  }

  @Override
  public void runFinished(Run run) {
    first.runFinished(run);
    second.runFinished(run);
  }

  @Override
  public void runLeft(Run run) {
    first.runLeft(run);
    second.runLeft(run);
  }
}
