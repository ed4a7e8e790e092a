package dev.nightjar.run;

import java.time.Duration;
import java.util.List;

/** Writes down what it hears. */
record Listing(List<String> lines) implements RunListener {

  @Override
  public void runStarted(Run run, boolean resumed) {
    lines.add(resumed ? "resume" : "run");
  }

  @Override
  public void stepStarted(Run run, String step) {
    lines.add("start " + step);
  }

  @Override
  public void stepFinished(Run run, String step, StepOutput output, Duration took) {
    lines.add("done " + step);
  }

  @Override
  public void stepReused(Run run, String step, StepOutput output) {
    lines.add("reuse " + step);
  }

  @Override
  public void stepFailed(Run run, String step, Failure failure, boolean again, Duration wait) {
    lines.add("fail " + step + " " + failure.failureClass() + " " + again);
  }

  @Override
  public void runFinished(Run run) {
    lines.add("end " + run.state().status());
  }

  @Override
  public void runLeft(Run run) {
    lines.add("left");
  }
}
