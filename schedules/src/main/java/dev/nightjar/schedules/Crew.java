package dev.nightjar.schedules;

import dev.nightjar.run.Claim;
import dev.nightjar.run.Failure;
import dev.nightjar.run.FailureClass;
import dev.nightjar.run.Holder;
import dev.nightjar.run.Lease;
import dev.nightjar.run.LeaseLost;
import dev.nightjar.run.LedgerException;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.RunEvent;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.Slot;
import dev.nightjar.run.SlotHeld;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The threads that run nights. */
final class Crew {

  private final RunLedger ledger;
  private final NightRunner runner;
  private final Holder holder;
  private final OrchestratorListener listener;
  private final Runnable afterwards;
  private final ExecutorService threads;
  private final int parallel;
  private int working;

  /**
   * A crew.
   *
   * @param afterwards called when a night has ended and its place is free
   */
  Crew(
      RunLedger ledger,
      NightRunner runner,
      Orchestrator.Options options,
      OrchestratorListener listener,
      Runnable afterwards) {
    this.ledger = ledger;
    this.runner = runner;
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
  void begin(Lease lease, Definition definition) {
    synchronized (this) {
      if (threads.isShutdown()) {
        ledger.release(lease);
        return;
      }
      working++;
      threads.execute(() -> work(lease, definition));
    }
  }

  private void work(Lease lease, Definition definition) {
    Slot slot = lease.slot();
    try {
      listener.began(slot);
      listener.ended(runner.run(slot));
    } catch (SlotHeld | LeaseLost e) {
      listener.elsewhere(slot, String.valueOf(e.getMessage()));
    } catch (LedgerException e) {
      listener.trouble("slot " + slot + " is tried again", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      failed(lease, definition, FailureClass.INFRA, e);
    } catch (RuntimeException e) {
      failed(lease, definition, FailureClass.USER, e);
    } finally {
      left();
      afterwards.run();
    }
  }

  /** A night that did not even come to its first step is written down, for nobody waits for it. */
  private void failed(Lease lease, Definition definition, FailureClass kind, Exception why) {
    try {
      Claim claim =
          ledger.claim(lease.slot(), definition.digest(), Reprocess.UNFINISHED_ONLY, holder);
      if (claim instanceof Claim.Claimed claimed) {
        Failure failure = new Failure(kind, String.valueOf(why.getMessage()));
        listener.ended(ledger.apply(claimed.lease(), new RunEvent.Failed(failure)));
      }
    } catch (LedgerException | LeaseLost e) {
      listener.trouble("slot " + lease.slot() + " is tried again", e);
    }
  }

  private synchronized void left() {
    working--;
    notifyAll();
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
