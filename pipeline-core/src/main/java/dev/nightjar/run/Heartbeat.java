package dev.nightjar.run;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews a lease while the run works, and knows when it is lost. */
final class Heartbeat implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final RunLedger ledger;
  private final Lease lease;
  private final Ticker.Ticking ticking;
  private volatile boolean lost;

  Heartbeat(RunLedger ledger, Lease lease, Timing timing) {
    this.ledger = ledger;
    this.lease = lease;
    this.ticking = timing.ticker().every(timing.heartbeat(), this::beat);
  }

  /** Throws {@link LeaseLost} when a beat was refused. */
  void check() {
    if (lost) {
      throw new LeaseLost(lease);
    }
  }

  @Override
  public void close() {
    ticking.close();
  }

  private void beat() {
    try {
      ledger.renew(lease);
    } catch (LeaseLost e) {
      lost = true;
      close();
    } catch (LedgerException e) {
      // The lease outlasts some missed beats; the next one may come through.
      LOG.warn("the lease on {} could not be renewed: {}", lease.slot(), e.getMessage());
    }
  }
}
