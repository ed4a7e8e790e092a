package dev.nightjar.jobs.openlineage;

import dev.nightjar.jobs.NightOutputs;
import dev.nightjar.jobs.RetrainingPipeline.Order;
import dev.nightjar.run.Attempt;
import dev.nightjar.run.Failure;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunListener;
import dev.nightjar.run.StepOutput;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Posts the events of one order's runs, one run after the other. What costs time, reading documents
 * and writing JSON, is left to the outbox.
 */
final class LineageListener implements RunListener {

  private final Order order;
  private final LineageEvents events;
  private final RunLedger ledger;
  private final InstantSource clock;
  private final Outbox outbox;
  private Outbox.Post post;
  private NightOutputs known = NightOutputs.NONE;
  private @Nullable Attempt counted;
  private @Nullable Attempt open;

  LineageListener(
      Order order, LineageEvents events, RunLedger ledger, InstantSource clock, Outbox outbox) {
    this.order = order;
    this.events = events;
    this.ledger = ledger;
    this.clock = clock;
    this.outbox = outbox;
    this.post = outbox.about(order.slot().toString());
  }

  @Override
  public void runStarted(Run run, boolean resumed) {
    post = outbox.about(run.slot() + ", run " + run.id());
    known = NightOutputs.NONE;
    counted = null;
    open = null;
    Moment moment = moment(run);
    post(() -> resumed ? events.resumed(moment, lost(run)) : events.started(moment));
  }

  private List<Attempt> lost(Run run) {
    return ledger.attempts(run).stream().filter(a -> a.result() == Attempt.Result.LOST).toList();
  }

  @Override
  public void attemptCounted(Run run, Attempt attempt) {
    counted = attempt;
  }

  @Override
  public void stepStarted(Run run, String step) {
    Attempt attempt = counted;
    if (attempt != null) {
      open = attempt;
      Moment moment = moment(run);
      post(() -> events.stepStarted(moment, attempt));
    }
  }

  @Override
  public void stepFinished(Run run, String step, StepOutput output, Duration took) {
    Attempt attempt = open;
    known = known.with(step, output);
    open = null;
    if (attempt != null) {
      Moment moment = moment(run);
      post(() -> events.stepEnded(moment, attempt, output.outcome()));
    }
  }

  @Override
  public void stepReused(Run run, String step, StepOutput output) {
    Attempt attempt = counted;
    known = known.with(step, output);
    if (attempt != null) {
      Moment moment = moment(run);
      post(() -> events.stepReused(moment, attempt, output.outcome()));
    }
  }

  @Override
  public void stepFailed(Run run, String step, Failure failure, boolean again, Duration wait) {
    Attempt attempt = open;
    open = null;
    if (attempt != null) {
      Moment moment = moment(run);
      post(() -> events.stepFailed(moment, attempt, failure));
    }
  }

  @Override
  public void runFinished(Run run) {
    Attempt attempt = open;
    open = null;
    Moment moment = moment(run);
    post(() -> events.ended(moment, attempt));
  }

  private Moment moment(Run run) {
    return new Moment(order, run, clock.instant(), known);
  }

  private void post(Supplier<List<String>> what) {
    post.post(what);
  }

  /**
   * What is known when something happens.
   *
   * @param known the outputs that the run has made by then
   */
  record Moment(Order order, Run run, Instant at, NightOutputs known) {}
}
