package dev.nightjar.run;

import dev.nightjar.store.Digest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes one claimed run through its steps. */
final class StepRunner {

  /** What every run uses. */
  record Tools(
      RunLedger ledger, StepStore store, Operators operators, Retries retries, Timing timing) {}

  private final Tools tools;
  private final Claim.Claimed claimed;
  private final RunRequest request;
  private final RunListener listener;
  private final Heartbeat heartbeat;
  private final Map<String, StepOutput> outputs = new LinkedHashMap<>();

  StepRunner(
      Tools tools,
      Claim.Claimed claimed,
      RunRequest request,
      RunListener listener,
      Heartbeat heartbeat) {
    this.tools = tools;
    this.claimed = claimed;
    this.request = request;
    this.listener = listener;
    this.heartbeat = heartbeat;
  }

  Map<String, StepOutput> outputs() {
    return outputs;
  }

  /**
   * Does what is left to do, and says how the run ends.
   *
   * @param last the step after which it is left; null: none
   * @return empty when it is left
   */
  Optional<RunEvent> steps(@Nullable String last) throws InterruptedException {
    for (Step step : request.steps()) {
      Tried tried = untilItEnds(step);
      RunEvent end = tried.end();
      if (end == null) {
        outputs.put(step.name(), tried.output());
        end = end(step, tried.output().outcome());
      }
      if (end != null || step.name().equals(last)) {
        return Optional.ofNullable(end);
      }
    }
    return Optional.of(new RunEvent.Finished(""));
  }

  /** The end of the run that a step's outcome means; null: it goes on. */
  private static @Nullable RunEvent end(Step step, Outcome outcome) {
    if (outcome instanceof Outcome.Block block) {
      return new RunEvent.Blocked(block.reason());
    }
    if (outcome instanceof Outcome.Fail fail) {
      return failed(step, fail.failure());
    }
    if (outcome instanceof Outcome.Stale stale) {
      return new RunEvent.WentStale(stale.reason());
    }
    if (outcome instanceof Outcome.Await await) {
      return new RunEvent.ApprovalNeeded(await.reason());
    }
    return outcome instanceof Outcome.Finish finish ? new RunEvent.Finished(finish.text()) : null;
  }

  /** An output, or an event that ends the run without one. */
  private record Tried(StepOutput output, @Nullable RunEvent end) {
    private static final StepOutput NOTHING = StepOutput.next(Map.of());

    static Tried ended(RunEvent end) {
      return new Tried(NOTHING, end);
    }
  }

  private Tried untilItEnds(Step step) throws InterruptedException {
    Map<FailureClass, Integer> failures = new EnumMap<>(FailureClass.class);
    while (true) {
      // A night may be over before the first beat: who wants it to end is heard here too.
      heartbeat.ask();
      Failure failure;
      boolean goesOn = false;
      try {
        return once(step);
      } catch (InterruptedException | LeaseLost | CancelRequested | LedgerException e) {
        throw e;
      } catch (AttemptFailed e) {
        failure = e.failure;
        goesOn = e.getCause() instanceof StepTimeout timeout && timeout.goesOn();
      } catch (Exception e) {
        failure = tools.retries().classify(e);
      }
      int n = failures.merge(failure.failureClass(), 1, Integer::sum);
      RetryPolicy policy = tools.retries().policy(failure.failureClass());
      boolean again = n <= policy.retries() && !goesOn;
      Duration wait = again ? policy.delay(n) : Duration.ZERO;
      listener.stepFailed(claimed.run(), step.name(), failure, again, wait);
      if (!again) {
        return Tried.ended(failed(step, failure));
      }
      tools.timing().pause().pause(wait);
    }
  }

  private static RunEvent failed(Step step, Failure failure) {
    return new RunEvent.Failed(
        new Failure(failure.failureClass(), step.name() + ": " + failure.message()));
  }

  private Tried once(Step step) throws Exception {
    Run run = claimed.run();
    StepContext context = context(step);
    Optional<StepStore.Kept> mine = tools.store().read(run.slot(), run.id(), step.name());
    if (mine.isEmpty()) {
      step.await(context);
    }
    Digest inputs = StepInputs.digest(request, step, context);
    if (mine.isPresent()) {
      return mine.get().inputDigest().equals(inputs)
          ? reused(step, mine.get().output())
          : Tried.ended(changed(step));
    }
    Optional<StepOutput> earlier =
        isFresh(step) ? Optional.empty() : tools.store().earlier(run, step.name(), inputs);
    if (earlier.isPresent() && isReusable(earlier.get().outcome())) {
      StepStore.Kept kept =
          tools.store().create(run, step.name(), new StepStore.Kept(inputs, earlier.get()));
      return reused(step, kept.output());
    }
    return attempt(step, context, inputs);
  }

  private static boolean isReusable(Outcome earlier) {
    return !(earlier instanceof Outcome.Fail || earlier instanceof Outcome.Stale);
  }

  /** Whether somebody wants the step to be done, whatever earlier runs made. */
  private boolean isFresh(Step step) {
    String from = claimed.run().options().from();
    List<String> names = request.steps().stream().map(Step::name).toList();
    return from != null && names.indexOf(step.name()) >= names.indexOf(from);
  }

  private Tried reused(Step step, StepOutput output) {
    Attempt attempt = counted(step);
    tools
        .ledger()
        .finishAttempt(
            claimed.lease(), attempt.done(Attempt.Result.REUSED, output.digest(), now()));
    listener.stepReused(claimed.run(), step.name(), output);
    return new Tried(output, null);
  }

  private Tried attempt(Step step, StepContext context, Digest inputs)
      throws InterruptedException, AttemptFailed {
    Attempt attempt = counted(step);
    listener.stepStarted(claimed.run(), step.name());
    Instant began = now();
    StepOutput output;
    try {
      output =
          kept(
              step,
              watched(
                  new StepTask(step, context, inputs, attempt.number(), claimed.lease().token())),
              inputs);
    } catch (InterruptedException | LeaseLost | CancelRequested | LedgerException e) {
      throw e;
    } catch (Throwable e) {
      Failure failure = tools.retries().classify(e);
      tools.ledger().finishAttempt(claimed.lease(), attempt.failed(failure, now()));
      throw new AttemptFailed(failure, e);
    }
    if (output.outcome() instanceof Outcome.Fail fail) {
      tools.ledger().finishAttempt(claimed.lease(), attempt.failed(fail.failure(), now()));
      listener.stepFailed(claimed.run(), step.name(), fail.failure(), false, Duration.ZERO);
      return new Tried(output, null);
    }
    tools
        .ledger()
        .finishAttempt(claimed.lease(), attempt.done(Attempt.Result.DONE, output.digest(), now()));
    listener.stepFinished(claimed.run(), step.name(), output, Duration.between(began, now()));
    return new Tried(output, null);
  }

  private Attempt counted(Step step) {
    Attempt attempt = tools.ledger().startAttempt(claimed.lease(), step.name());
    listener.attemptCounted(claimed.run(), attempt);
    return attempt;
  }

  private StepOutput watched(StepTask task) throws Exception {
    Step step = task.step();
    Operator operator = tools.operators().named(step.operator().operator());
    boolean last = step.equals(request.steps().get(request.steps().size() - 1));
    return new StepWatch(tools.timing(), heartbeat, step, last).execute(operator, task);
  }

  private StepOutput kept(Step step, StepOutput made, Digest inputs) throws IOException {
    heartbeat.checkLease();
    if (made.outcome() instanceof Outcome.Stale || made.outcome() instanceof Outcome.Await) {
      return made;
    }
    return tools
        .store()
        .create(claimed.run(), step.name(), new StepStore.Kept(inputs, made))
        .output();
  }

  private StepContext context(Step step) {
    Run run = claimed.run();
    return StepInputs.context(
        run,
        step,
        outputs,
        new StepProgress() {
          @Override
          public void at(double fraction, String text) {
            // Long work tells how far it is, and ends here when it is not wanted any more.
            heartbeat.check();
            listener.stepProgress(run, step.name(), fraction, text);
          }

          @Override
          public void said(LogLine.Level level, String text) {
            listener.stepSaid(run, step.name(), level, text);
          }
        });
  }

  private static RunEvent changed(Step step) {
    return new RunEvent.WentStale(
        "what the step " + step.name() + " works from changed while the run was interrupted");
  }

  private Instant now() {
    return tools.timing().clock().instant();
  }

  /** A failure that is in the ledger already. */
  private static final class AttemptFailed extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    AttemptFailed(Failure failure, Throwable cause) {
      super(failure.message(), cause);
      this.failure = failure;
    }
  }
}
