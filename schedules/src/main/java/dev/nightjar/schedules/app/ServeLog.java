package dev.nightjar.schedules.app;

import dev.nightjar.alert.Delivery;
import dev.nightjar.alert.Settlement;
import dev.nightjar.alert.Subject;
import dev.nightjar.jobs.opentelemetry.TraceId;
import dev.nightjar.run.Failure;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunListener;
import dev.nightjar.run.RunState.Status;
import dev.nightjar.run.Slot;
import dev.nightjar.run.StepOutput;
import dev.nightjar.schedules.Courier;
import dev.nightjar.schedules.Listen;
import dev.nightjar.schedules.OrchestratorListener;
import dev.nightjar.schedules.ServeEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes events of what an orchestrator and its runs do. */
final class ServeLog implements OrchestratorListener, RunListener, Courier.Listener {

  private final InstantSource clock;
  private final Consumer<ServeEvent> to;
  private final boolean traced;

  ServeLog(InstantSource clock, Consumer<ServeEvent> to, boolean traced) {
    this.clock = clock;
    this.to = to;
    this.traced = traced;
  }

  /** Something about a pipeline's file. */
  void file(PipelineFolder.Change change) {
    say(change.event(), change.pipeline(), null, null, change.text());
  }

  /** The API is there. */
  void listening(Listen where) {
    say("listening", null, null, null, "http://" + where);
  }

  @Override
  public void due(Run run) {
    boolean skipped = run.state().status() == Status.SKIPPED;
    about(skipped ? "skipped" : "due", run, run.state().text());
  }

  @Override
  public void runStarted(Run run, boolean resumed) {
    about("began", run, resumed ? "goes on where it was interrupted" : "");
  }

  @Override
  public void stepFinished(Run run, String step, StepOutput output, Duration took) {
    about(
        "step",
        run,
        String.format(
            Locale.ROOT,
            "%s %.1f s  %s",
            step,
            took.toMillis() / 1000.0,
            dev.nightjar.jobs.Summaries.of(step, output)));
  }

  @Override
  public void stepFailed(Run run, String step, Failure failure, boolean again, Duration wait) {
    String next = again ? "; trying again in " + wait.toSeconds() + " s" : "";
    about("step", run, step + " failed: " + failure.message() + next);
  }

  @Override
  public void prepared(Run run) {
    about("prepared", run, "waits for the nights before it");
  }

  @Override
  public void ended(Run run) {
    String failure =
        run.state()
            .diagnosis()
            .map(d -> run.state().failure() + " (" + d.sentence() + "): ")
            .orElse("");
    about("ended", run, run.state().status() + " " + failure + run.state().text());
  }

  @Override
  public void elsewhere(Slot slot, String why) {
    say("elsewhere", slot.pipeline(), slot, null, why);
  }

  @Override
  public void trouble(String what, Exception why) {
    say("trouble", null, null, null, what + ": " + why.getMessage());
  }

  @Override
  public void tried(Delivery delivery, Settlement settlement) {
    Subject subject = delivery.message().alert().subject();
    String became =
        settlement instanceof Settlement.Sent
            ? "told " + delivery.channel()
            : settlement instanceof Settlement.Again again
                ? "%s: %s; again in %d s"
                    .formatted(delivery.channel(), again.answer(), again.rest().toSeconds())
                : delivery.channel() + ": given up: " + settlement.answer();
    to.accept(
        new ServeEvent(
            now(),
            "alert",
            subject.pipeline(),
            subject.logicalTime(),
            subject.run(),
            null,
            became + ": " + delivery.message().alert().headline()));
  }

  private void about(String event, Run run, String text) {
    say(event, run.slot().pipeline(), run.slot(), run, text.strip());
  }

  private void say(
      String event,
      @Nullable String pipeline,
      @Nullable Slot slot,
      @Nullable Run run,
      String text) {
    to.accept(
        new ServeEvent(
            now(),
            event,
            pipeline,
            slot == null ? null : slot.logicalTime(),
            run == null ? null : run.id().hex(),
            run == null || !traced ? null : TraceId.of(run).trace(),
            text));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
