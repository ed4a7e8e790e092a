package dev.nightjar.schedules.app;

import dev.nightjar.jobs.Summaries;
import dev.nightjar.run.Failure;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunListener;
import dev.nightjar.run.StepOutput;
import dev.nightjar.schedules.NightListener;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;

/** Makes lines for a person of what a run does. */
final class StepLines implements RunListener {

  private final NightListener to;
  private final ZoneId zone;

  StepLines(NightListener to, ZoneId zone) {
    this.to = to;
    this.zone = zone;
  }

  @Override
  public void runStarted(Run run, boolean resumed) {
    LocalDate date = LocalDate.ofInstant(run.slot().logicalTime(), zone);
    to.began(run.slot().pipeline(), date, run.id().hex(), resumed);
  }

  @Override
  public void stepStarted(Run run, String step) {
    to.step(step);
  }

  @Override
  public void stepProgress(Run run, String step, double fraction, String text) {
    to.progress(step, fraction, text);
  }

  @Override
  public void stepFinished(Run run, String step, StepOutput output, Duration took) {
    to.finished(step, Summaries.of(step, output), took);
  }

  @Override
  public void stepReused(Run run, String step, StepOutput output) {
    to.finished(step, Summaries.of(step, output), Duration.ZERO);
  }

  @Override
  public void stepFailed(Run run, String step, Failure failure, boolean again, Duration wait) {
    // The end of the run says why, once.
    to.failed(
        step,
        again
            ? "failed: " + failure.message() + "; trying again in " + wait.toSeconds() + " s"
            : "failed");
  }
}
