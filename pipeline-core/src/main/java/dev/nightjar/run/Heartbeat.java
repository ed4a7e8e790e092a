package dev.nightjar.run;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews a lease while the run works, and knows when it is lost. */
final class Heartbeat implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final RunLedger ledger;
  private final Lease lease;
  private final Ticker.Ticking ticking;
  private volatile boolean lost;
  private volatile @Nullable CancelRequested cancelled;

  Heartbeat(RunLedger ledger, Lease lease, Timing timing) {
    this.ledger = ledger;
    this.lease = lease;
    this.ticking = timing.ticker().every(timing.heartbeat(), this::beat);
  }

  /** Throws {@link LeaseLost} when a beat was refused. */
  void checkLease() {
    if (lost) {
      throw new LeaseLost(lease);
    }
  }

  /** The same, and throws {@link CancelRequested} when a beat heard that the run is to end. */
  void check() {
    checkLease();
    CancelRequested request = cancelled;
    if (request != null) {
      throw new CancelRequested(String.valueOf(request.getMessage()));
    }
  }

  /** Renews the lease now, and throws as {@link #check} does. */
  void ask() {
    beat();
    check();
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
    } catch (CancelRequested e) {
      cancelled = e;
    } catch (LedgerException e) {
      // The lease outlasts some missed beats; the next one may come through.
      LOG.warn("the lease on {} could not be renewed: {}", lease.slot(), e.getMessage());
    }
  }
}
