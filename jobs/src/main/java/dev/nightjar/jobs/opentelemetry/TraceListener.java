package dev.nightjar.jobs.opentelemetry;

import dev.nightjar.jobs.NightOutputs;
import dev.nightjar.run.Attempt;
import dev.nightjar.run.Failure;
import dev.nightjar.run.Outcome;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunListener;
import dev.nightjar.run.RunState;
import dev.nightjar.run.Slot;
import dev.nightjar.run.StepOutput;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The spans of one order's runs, one run after the other: a step has one span, however often it is
 * tried, with an event for each try that failed. A run that goes on has a new span in the same
 * trace, which links to its first.
 */
final class TraceListener implements RunListener {

  private static final String ATTEMPT = "nightjar.attempt";
  private static final String FAILURE = "nightjar.failure.class";
  private static final String STATE = "nightjar.state";
  private static final String VERDICT = "nightjar.verdict";

  private final TraceObserver observer;
  private final Tracer tracer;
  private final RunIdGenerator ids;
  private final UnaryOperator<String> redact;
  private Span run = Span.getInvalid();
  private @Nullable Span step;
  private long attempt;

  TraceListener(
      TraceObserver observer, Tracer tracer, RunIdGenerator ids, UnaryOperator<String> redact) {
    this.observer = observer;
    this.tracer = tracer;
    this.ids = ids;
    this.redact = redact;
  }

  @Override
  public synchronized void runStarted(Run begun, boolean resumed) {
    TraceId id = TraceId.of(begun);
    SpanBuilder span =
        about(tracer.spanBuilder("run " + begun.slot().pipeline()).setNoParent(), begun)
            .setAttribute("nightjar.resumed", resumed);
    if (resumed) {
      span.addLink(
          SpanContext.create(
              id.trace(), id.span(), TraceFlags.getSampled(), TraceState.getDefault()));
    }
    run = ids.in(id, !resumed, span::startSpan);
    step = null;
    observer.begins(this);
  }

  private static SpanBuilder about(SpanBuilder span, Run run) {
    Slot slot = run.slot();
    span.setAttribute("nightjar.pipeline", slot.pipeline())
        .setAttribute("nightjar.logical_time", slot.logicalTime().toString())
        .setAttribute("nightjar.run.id", run.id().hex());
    return slot.lane().isEmpty() ? span : span.setAttribute("nightjar.lane", slot.lane());
  }

  @Override
  public synchronized void attemptCounted(Run of, Attempt counted) {
    attempt = counted.number();
  }

  @Override
  public synchronized void stepStarted(Run of, String name) {
    if (step == null) {
      step = begin(of, name);
    }
  }

  private Span begin(Run of, String name) {
    return about(tracer.spanBuilder("step " + name).setParent(Context.root().with(run)), of)
        .setAttribute("nightjar.step", name)
        .startSpan();
  }

  @Override
  public synchronized void stepFinished(Run of, String name, StepOutput output, Duration took) {
    Span span = step == null ? begin(of, name) : step;
    step = null;
    end(span, name, output);
  }

  @Override
  public synchronized void stepReused(Run of, String name, StepOutput output) {
    Span span = step == null ? begin(of, name) : step;
    step = null;
    span.setAttribute("nightjar.reused", true);
    end(span, name, output);
  }

  private void end(Span span, String name, StepOutput output) {
    span.setAttribute(ATTEMPT, attempt);
    if (output.outcome() instanceof Outcome.Block block) {
      span.setStatus(StatusCode.ERROR, redact.apply(block.reason()));
    }
    NightOutputs.NONE
        .with(name, output)
        .decision()
        .map(decision -> String.valueOf(decision.verdict()))
        .ifPresent(
            verdict -> {
              span.setAttribute(VERDICT, verdict);
              run.setAttribute(VERDICT, verdict);
            });
    span.end();
  }

  @Override
  public synchronized void stepFailed(
      Run of, String name, Failure failure, boolean again, Duration wait) {
    Span span = step == null ? begin(of, name) : step;
    step = span;
    span.addEvent(
        "attempt failed",
        Attributes.builder()
            .put(ATTEMPT, attempt)
            .put(FAILURE, failure.failureClass().name())
            .put("exception.message", redact.apply(failure.message()))
            .build());
    if (!again) {
      span.setAttribute(ATTEMPT, attempt)
          .setAttribute(FAILURE, failure.failureClass().name())
          .setStatus(StatusCode.ERROR, redact.apply(failure.message()))
          .end();
      step = null;
    }
  }

  @Override
  public synchronized void runFinished(Run over) {
    RunState state = over.state();
    if (step != null) {
      step.setAttribute(ATTEMPT, attempt)
          .setStatus(StatusCode.ERROR, redact.apply(state.text()))
          .end();
      step = null;
    }
    run.setAttribute(STATE, state.status().name());
    if (state.failure() != null) {
      run.setAttribute(FAILURE, state.failure().name());
    }
    if (state.status() == RunState.Status.FAILED || state.status() == RunState.Status.BLOCKED) {
      run.setStatus(StatusCode.ERROR, redact.apply(state.text()));
    }
    run.end();
    observer.ends(this);
  }

  @Override
  public void runLeft(Run left) {
    left();
  }

  /** The run goes on elsewhere, or later: its next span links to this one's trace. */
  synchronized void left() {
    if (step != null) {
      step.setAttribute(ATTEMPT, attempt).setStatus(StatusCode.ERROR, "interrupted").end();
      step = null;
    }
    if (run.isRecording()) {
      run.setAttribute(STATE, RunState.Status.RUNNING.name()).addEvent("left to others").end();
    }
    observer.ends(this);
  }
}
