package dev.nightjar.schedules;

import dev.nightjar.run.Claim;
import dev.nightjar.run.Failure;
import dev.nightjar.run.FailureClass;
import dev.nightjar.run.Holder;
import dev.nightjar.run.Lease;
import dev.nightjar.run.LeaseLost;
import dev.nightjar.run.LedgerException;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunAlerts;
import dev.nightjar.run.RunEvent;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunState;
import dev.nightjar.run.Slot;
import dev.nightjar.run.SlotHeld;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The threads that run nights. */
final class Crew {

  private final RunLedger ledger;
  private final Holder holder;
  private final OrchestratorListener listener;
  private final Consumer<Slot> afterwards;
  private final ExecutorService threads;
  private final int parallel;
  private int working;
  private long ended;

  /** A night for a place of the crew. */
  interface Job {

    /** Reserved for this process. */
    Lease lease();

    /** What is valid now, for a night that does not even come to its first step. */
    Digest pin();

    /** Does it. Throws what {@link NightRunner#run} does. */
    Run run() throws IOException, InterruptedException;

    /** Hears what came of it. */
    default void came(Run run, Duration took) {}
  }

  /**
   * A crew.
   *
   * @param afterwards called with its slot when a night has ended and its place is free
   */
  Crew(
      RunLedger ledger,
      Orchestrator.Options options,
      OrchestratorListener listener,
      Consumer<Slot> afterwards) {
    this.ledger = ledger;
    this.holder = options.holder();
    this.listener = listener;
    this.afterwards = afterwards;
    this.parallel = options.parallel();
    this.threads = Executors.newFixedThreadPool(options.parallel(), Crew::daemon);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "night");
    thread.setDaemon(true);
    return thread;
  }

  /** How many nights may begin now. */
  synchronized int room() {
    return parallel - working;
  }

  /** Runs the night of a slot that the queue let in; after the end it goes back into the queue. */
  void begin(Job job) {
    synchronized (this) {
      if (threads.isShutdown()) {
        ledger.release(job.lease());
        return;
      }
      working++;
      threads.execute(() -> work(job));
    }
  }

  private void work(Job job) {
    Slot slot = job.lease().slot();
    long began = System.nanoTime();
    try {
      listener.began(slot);
      came(job, job.run(), began);
    } catch (SlotHeld e) {
      listener.elsewhere(slot, String.valueOf(e.getMessage()));
    } catch (LeaseLost e) {
      listener.lost(slot, String.valueOf(e.getMessage()));
    } catch (LedgerException e) {
      listener.trouble("slot " + slot + " is tried again", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      failed(job, FailureClass.INFRA, e, began);
    } catch (RuntimeException e) {
      failed(job, FailureClass.USER, e, began);
    } finally {
      left();
      afterwards.accept(slot);
    }
  }

  private void came(Job job, Run run, long began) {
    job.came(run, Duration.ofNanos(System.nanoTime() - began));
    if (run.state().status() == RunState.Status.RUNNING) {
      listener.prepared(run);
    } else {
      listener.ended(run);
    }
  }

  /** A night that did not even come to its first step is written down, for nobody waits for it. */
  private void failed(Job job, FailureClass kind, Exception why, long began) {
    Slot slot = job.lease().slot();
    try {
      Claim claim = ledger.claim(slot, job.pin(), Reprocess.UNFINISHED_ONLY, holder);
      if (claim instanceof Claim.Claimed claimed) {
        RunEvent end = new RunEvent.Failed(new Failure(kind, String.valueOf(why.getMessage())));
        Run ended = claimed.run().after(end, ledger.now());
        came(job, ledger.apply(claimed.lease(), end, RunAlerts.of(ended)), began);
      }
    } catch (LedgerException | LeaseLost e) {
      listener.trouble("slot " + slot + " is tried again", e);
    }
  }

  private synchronized void left() {
    working--;
    ended++;
    notifyAll();
  }

  /** How many nights have ended so far. */
  synchronized long ended() {
    return ended;
  }

  /** Waits until more than so many have ended, but not longer than that. */
  synchronized void await(long seen, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (long left = patience.toNanos(); ended <= seen && left > 0; ) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - System.nanoTime();
    }
  }

  /** Whether nobody works. */
  synchronized boolean isIdle() {
    return working == 0;
  }

  /** Begins nothing any more, and waits for what runs, but not longer than that. */
  synchronized void close(Duration patience) {
    threads.shutdown();
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      for (long left = patience.toNanos(); working > 0 && left > 0; ) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = deadline - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
