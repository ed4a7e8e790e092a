package dev.nightjar.run;

import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a listener throws from the run. */
final class GuardedListener implements RunListener {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedListener.class);

  private final RunListener listener;
  private volatile boolean broken;

  GuardedListener(RunListener listener) {
    this.listener = listener;
  }

  private void tell(Consumer<RunListener> what) {
    if (broken) {
      return;
    }
    try {
      what.accept(listener);
    } catch (RuntimeException e) {
      broken = true;
      LOG.warn("{} hears no more of this run", listener.getClass().getSimpleName(), e);
    }
  }

  @Override
  public void runStarted(Run run, boolean resumed) {
    tell(l -> l.runStarted(run, resumed));
  }

  @Override
  public void attemptCounted(Run run, Attempt attempt) {
    tell(l -> l.attemptCounted(run, attempt));
  }

  @Override
  public void stepStarted(Run run, String step) {
    tell(l -> l.stepStarted(run, step));
  }

  @Override
  public void stepProgress(Run run, String step, double fraction, String text) {
    tell(l -> l.stepProgress(run, step, fraction, text));
  }

  @Override
  public void stepSaid(Run run, String step, LogLine.Level level, String text) {
    tell(l -> l.stepSaid(run, step, level, text));
  }

  @Override
  public void stepFinished(Run run, String step, StepOutput output, Duration took) {
    tell(l -> l.stepFinished(run, step, output, took));
  }

  @Override
  public void stepReused(Run run, String step, StepOutput output) {
    tell(l -> l.stepReused(run, step, output));
  }

  @Override
  public void stepFailed(Run run, String step, Failure failure, boolean again, Duration wait) {
    tell(l -> l.stepFailed(run, step, failure, again, wait));
  }

  @Override
  public void runFinished(Run run) {
    tell(l -> l.runFinished(run));
  }

  @Override
  public void runLeft(Run run) {
    tell(l -> l.runLeft(run));
  }
}
