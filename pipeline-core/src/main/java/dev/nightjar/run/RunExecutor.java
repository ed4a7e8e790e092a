package dev.nightjar.run;

import dev.nightjar.alert.Announcement;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Drives runs through their steps. Whatever interrupts it, the same request goes on with the same
 * run: steps whose output exists for the same inputs are not done again.
 *
 * <p>Thread-safe: several threads may execute requests for different slots.
 */
public final class RunExecutor {

  private static final Logger LOG = LoggerFactory.getLogger(RunExecutor.class);

  // A run goes stale when the world moved under it; that it does so every time is a fault.
  private static final int STALE_RUNS = 5;

  private final RunLedger ledger;
  private final StepStore store;
  private final Operators operators;
  private final Retries retries;
  private final Timing timing;
  private final RunLogs logs;
  private final RunAnnouncer announcer;

  /** An executor whose runs' logs hold only what the runs do. */
  public RunExecutor(
      RunLedger ledger, StepStore store, Operators operators, Retries retries, Timing timing) {
    this(ledger, store, operators, retries, timing, store.logs());
  }

  /** An executor that tells people of a failure what the ledger knows of it. */
  public RunExecutor(
      RunLedger ledger,
      StepStore store,
      Operators operators,
      Retries retries,
      Timing timing,
      RunLogs logs) {
    this(ledger, store, operators, retries, timing, logs, (run, outputs) -> RunAlerts.of(run));
  }

  private RunExecutor(
      RunLedger ledger,
      StepStore store,
      Operators operators,
      Retries retries,
      Timing timing,
      RunLogs logs,
      RunAnnouncer announcer) {
    this.ledger = ledger;
    this.store = store;
    this.operators = operators;
    this.retries = retries;
    this.timing = timing;
    this.logs = logs;
    this.announcer = announcer;
  }

  /** The same executor, whose runs are announced in the words of somebody who knows more. */
  public RunExecutor announcing(RunAnnouncer words) {
    return new RunExecutor(ledger, store, operators, retries, timing, logs, words);
  }

  /** Ends the runs that wait for approval, and tells of them in the same words. */
  public WaitingRuns waiting() {
    return new WaitingRuns(ledger, store, retries, timing, logs, announcer);
  }

  /**
   * Claims the slot and executes the request, or finds that it is done. A run that goes stale is
   * followed by a new one, at most five in all. A blocked run whose inputs are what they were is
   * done, unless all slots are to be processed again: it would be blocked again.
   *
   * @return the run in its final state, whatever that is, or waiting for approval: a failure is no
   *     exception
   * @throws SlotHeld when another process works on the slot
   * @throws LeaseLost when another process took the slot over
   * @throws LedgerException when the ledger does not answer
   * @throws IOException when outputs cannot be read
   * @throws InterruptedException when this thread was interrupted; the run can be resumed
   */
  public RunReport execute(RunRequest request, RunListener listener)
      throws IOException, InterruptedException {
    return execute(request, null, listener);
  }

  /**
   * The same, but only as far as one step. The run is left there, RUNNING, unless it was over
   * before. Its lease is not given back, so that nobody begins it again before the caller has
   * written down how far it came: {@link BackfillQueue#settle} does both, and else {@link
   * RunLedger#release}.
   *
   * @param last the name of that step
   */
  public RunReport executeUntil(RunRequest request, String last, RunListener listener)
      throws IOException, InterruptedException {
    if (request.steps().stream().noneMatch(step -> step.name().equals(last))) {
      throw new IllegalArgumentException("the request has no step " + last);
    }
    return execute(request, last, listener);
  }

  private RunReport execute(RunRequest request, @Nullable String last, RunListener listener)
      throws IOException, InterruptedException {
    Reprocess reprocess =
        request.reprocess() == Reprocess.ALSO_FAILED && isBlockedStill(request)
            ? Reprocess.UNFINISHED_ONLY
            : request.reprocess();
    for (int i = 1; ; i++) {
      Claim claim =
          ledger.claim(
              request.slot(), request.pin(), reprocess, Holder.current(), request.options());
      if (claim instanceof Claim.HeldBy held) {
        throw new SlotHeld(held);
      }
      if (claim instanceof Claim.AlreadyDone done) {
        return new RunReport(done.run(), false, outputs(request, done.run()));
      }
      RunReport report = drive(request, last, (Claim.Claimed) claim, listener, i == STALE_RUNS);
      if (report.run().state().status() != RunState.Status.STALE || i == STALE_RUNS) {
        return report;
      }
    }
  }

  private boolean isBlockedStill(RunRequest request) throws IOException {
    Optional<Run> latest = ledger.slot(request.slot()).map(SlotStatus::latest);
    if (latest.isEmpty()
        || latest.get().state().status() != RunState.Status.BLOCKED
        || !latest.get().pin().equals(request.pin())) {
      return false;
    }
    Run run = latest.get();
    Map<String, StepOutput> outputs = new LinkedHashMap<>();
    for (Step step : request.steps()) {
      Optional<StepStore.Kept> kept = store.read(run.slot(), run.id(), step.name());
      if (kept.isEmpty()) {
        return false;
      }
      StepContext context = StepInputs.context(run, step, outputs, StepProgress.NONE);
      if (!kept.get().inputDigest().equals(digest(request, step, context))) {
        return false;
      }
      if (kept.get().output().outcome() instanceof Outcome.Block) {
        return true;
      }
      outputs.put(step.name(), kept.get().output());
    }
    return false;
  }

  /** Null when it cannot be told: the next run meets what is wrong, and says so. */
  private static @Nullable Digest digest(RunRequest request, Step step, StepContext context)
      throws IOException {
    try {
      return StepInputs.digest(request, step, context);
    } catch (RuntimeException e) {
      return null;
    }
  }

  /** The outputs that the run has made so far, of the request's steps and in their order. */
  public Map<String, StepOutput> outputs(RunRequest request, Run run) throws IOException {
    Map<String, StepOutput> outputs = new LinkedHashMap<>();
    for (Step step : request.steps()) {
      store
          .read(run.slot(), run.id(), step.name())
          .ifPresent(kept -> outputs.put(step.name(), kept.output()));
    }
    return outputs;
  }

  private RunReport drive(
      RunRequest request,
      @Nullable String last,
      Claim.Claimed claimed,
      RunListener listener,
      boolean lastTry)
      throws InterruptedException {
    boolean orderly = false;
    boolean over = false;
    MDC.put(RunLogs.CONTEXT, claimed.run().id().hex());
    // The log is closed before the lease is given back: whoever goes on writes after its last line.
    try (Heartbeat heartbeat = new Heartbeat(ledger, claimed.lease(), timing);
        RunLogWriter log = logs.open(claimed.run(), timing)) {
      try {
        RunReport report = drive(request, last, claimed, listener.and(log), heartbeat, lastTry);
        over = report.run().state().status() != RunState.Status.RUNNING;
        orderly = true;
        return report;
      } catch (LeaseLost e) {
        log.abandon();
        throw e;
      }
    } finally {
      MDC.remove(RunLogs.CONTEXT);
      if (!orderly) {
        giveBack(claimed.lease());
      }
      if (!over) {
        listener.runLeft(claimed.run());
      }
    }
  }

  private RunReport drive(
      RunRequest request,
      @Nullable String last,
      Claim.Claimed claimed,
      RunListener listener,
      Heartbeat heartbeat,
      boolean lastTry)
      throws InterruptedException {
    store.facts().begin(claimed.run());
    listener.runStarted(claimed.run(), claimed.resumed());
    StepRunner runner =
        new StepRunner(
            new StepRunner.Tools(ledger, store, operators, retries, timing),
            claimed,
            request,
            listener,
            heartbeat);
    Optional<RunEvent> end = end(runner, last, heartbeat);
    if (end.isEmpty()) {
      return new RunReport(claimed.run(), true, runner.outputs());
    }
    Run ended = claimed.run().after(end.get(), timing.clock().instant());
    List<Announcement> told = announcements(ended, runner.outputs(), lastTry);
    if (ended.state().status() == RunState.Status.AWAITING_APPROVAL) {
      // Before the ledger says so: who finds a run that waits finds for what.
      await(ended, runner.outputs());
    }
    Run run = ledger.apply(claimed.lease(), end.get(), told);
    if (run.state().status().isFinal()) {
      store.facts().end(run);
    }
    listener.runFinished(run);
    return new RunReport(run, true, runner.outputs());
  }

  private void await(Run waiting, Map<String, StepOutput> outputs) {
    for (StepOutput output : outputs.values()) {
      if (output.outcome() instanceof Outcome.Await) {
        store.facts().await(waiting, output);
      }
    }
  }

  /** What people are told; of a run that goes stale only when no other follows it. */
  private List<Announcement> announcements(
      Run ended, Map<String, StepOutput> outputs, boolean lastTry) {
    RunState.Status status = ended.state().status();
    if (status == RunState.Status.STALE) {
      return lastTry ? RunAlerts.staleAtLast(ended) : List.of();
    }
    if (status == RunState.Status.CANCELLED) {
      return List.of();
    }
    try {
      return announcer.announce(ended, outputs);
    } catch (IOException | RuntimeException e) {
      LOG.warn("run {} is announced in fewer words: {}", ended.id(), e.getMessage());
      return RunAlerts.of(ended);
    }
  }

  private static Optional<RunEvent> end(
      StepRunner runner, @Nullable String last, Heartbeat heartbeat) throws InterruptedException {
    try {
      Optional<RunEvent> end = runner.steps(last);
      // Whoever is past the last step has done it, promotion and all, whatever was asked meanwhile.
      heartbeat.checkLease();
      return end;
    } catch (CancelRequested e) {
      return Optional.of(new RunEvent.Cancelled(String.valueOf(e.getMessage())));
    }
  }

  private void giveBack(Lease lease) {
    try {
      ledger.release(lease);
    } catch (LedgerException ignored) {
      // Something worse is on its way to the caller; the lease ends by itself.
    }
  }
}
