package dev.nightjar.run;

import dev.nightjar.alert.Announcement;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Ends runs that wait for approval, by doing their last step once more. Nothing before it is done
 * again: what was judged is what was approved, whatever became of pipeline, program and data since;
 * that it still may be done is for the step to see.
 *
 * <p>Whoever is killed meanwhile leaves the run waiting, for anyone to end. Thread-safe.
 */
public final class WaitingRuns {

  private static final Logger LOG = LoggerFactory.getLogger(WaitingRuns.class);

  private final RunLedger ledger;
  private final StepStore store;
  private final Retries retries;
  private final Timing timing;
  private final RunLogs logs;
  private final RunAnnouncer announcer;

  WaitingRuns(
      RunLedger ledger,
      StepStore store,
      Retries retries,
      Timing timing,
      RunLogs logs,
      RunAnnouncer announcer) {
    this.ledger = ledger;
    this.store = store;
    this.retries = retries;
    this.timing = timing;
    this.logs = logs;
    this.announcer = announcer;
  }

  /** Writes down what else belongs to a run, before the ledger says that it is over. */
  @FunctionalInterface
  public interface Ending {
    void write(RunReport ended) throws IOException;
  }

  /**
   * Does the last step, and ends the run unless that still waits. A run that does not wait any more
   * is handed out as it is.
   *
   * @param before the outputs of the steps before it
   * @return the run as it is now
   * @throws SlotHeld when another process is at it
   * @throws LeaseLost when another process took over
   * @throws Exception what the step throws; the run goes on waiting
   */
  public Run end(
      Run waiting, Step last, Map<String, StepOutput> before, RunListener listener, Ending ending)
      throws Exception {
    Claim claim = ledger.claimWaiting(waiting, Holder.current());
    if (claim instanceof Claim.HeldBy held) {
      throw new SlotHeld(held);
    }
    if (claim instanceof Claim.AlreadyDone done) {
      return done.run();
    }
    Claim.Claimed claimed = (Claim.Claimed) claim;
    MDC.put(RunLogs.CONTEXT, claimed.run().id().hex());
    try (Heartbeat heartbeat = new Heartbeat(ledger, claimed.lease(), timing);
        RunLogWriter log = logs.open(claimed.run(), timing)) {
      return end(claimed, last, before, listener.and(log), heartbeat, ending);
    } finally {
      MDC.remove(RunLogs.CONTEXT);
      giveBack(claimed.lease());
    }
  }

  private Run end(
      Claim.Claimed claimed,
      Step last,
      Map<String, StepOutput> before,
      RunListener listener,
      Heartbeat heartbeat,
      Ending ending)
      throws Exception {
    Run run = claimed.run();
    StepContext context = StepInputs.context(run, last, before, StepProgress.NONE);
    listener.runStarted(run, true);
    StepOutput made = done(claimed, last, context, listener);
    heartbeat.checkLease();
    if (made.outcome() instanceof Outcome.Await) {
      listener.runLeft(run);
      return run;
    }
    StepStore.Kept kept =
        store.create(
            run,
            last.name(),
            new StepStore.Kept(StepInputs.digest(run.pin(), run.slot(), last, context), made));
    RunEvent end = event(kept.output().outcome());
    Map<String, StepOutput> outputs = new LinkedHashMap<>(before);
    outputs.put(last.name(), kept.output());
    RunReport report = new RunReport(run.after(end, timing.clock().instant()), true, outputs);
    ending.write(report);
    Run ended = ledger.apply(claimed.lease(), end, announcements(report));
    store.facts().end(ended);
    listener.runFinished(ended);
    return ended;
  }

  private StepOutput done(
      Claim.Claimed claimed, Step last, StepContext context, RunListener listener)
      throws Exception {
    Run run = claimed.run();
    Attempt attempt = ledger.startAttempt(claimed.lease(), last.name());
    listener.attemptCounted(run, attempt);
    listener.stepStarted(run, last.name());
    Instant began = timing.clock().instant();
    try {
      StepOutput made = last.execute(context);
      Instant now = timing.clock().instant();
      ledger.finishAttempt(claimed.lease(), attempt.done(Attempt.Result.DONE, made.digest(), now));
      listener.stepFinished(run, last.name(), made, Duration.between(began, now));
      return made;
    } catch (InterruptedException | LeaseLost | LedgerException e) {
      throw e;
    } catch (Exception e) {
      Failure failure = retries.classify(e);
      ledger.finishAttempt(claimed.lease(), attempt.failed(failure, timing.clock().instant()));
      listener.stepFailed(run, last.name(), failure, false, Duration.ZERO);
      listener.runLeft(run);
      throw e;
    }
  }

  private static RunEvent event(Outcome outcome) {
    if (outcome instanceof Outcome.Stale stale) {
      return new RunEvent.WentStale(stale.reason());
    }
    if (outcome instanceof Outcome.Finish finish) {
      return new RunEvent.Finished(finish.text());
    }
    throw new IllegalStateException("a run that waits cannot end by " + outcome);
  }

  private List<Announcement> announcements(RunReport ended) {
    try {
      return announcer.announce(ended.run(), ended.outputs());
    } catch (IOException | RuntimeException e) {
      LOG.warn("run {} is announced in fewer words: {}", ended.run().id(), e.getMessage());
      return RunAlerts.of(ended.run());
    }
  }

  private void giveBack(Lease lease) {
    try {
      ledger.release(lease);
    } catch (LedgerException e) {
      LOG.warn("the lease on {} ends by itself: {}", lease.slot(), e.getMessage());
    }
  }
}
