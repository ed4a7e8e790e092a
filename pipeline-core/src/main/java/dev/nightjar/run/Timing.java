package dev.nightjar.run;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Everything about time that executing a run needs, so that a test can hold it still.
 *
 * @param clock the time
 * @param ticker renews leases beside the work
 * @param pause waits before retries
 * @param heartbeat how often a lease is renewed; a third of its length is sensible
 */
public record Timing(InstantSource clock, Ticker ticker, Pause pause, Duration heartbeat) {

  /** Real time, and a heartbeat for the lease of {@link LeaseRules#standard}. */
  public static Timing system() {
    return new Timing(
        InstantSource.system(), Ticker.daemon(), Pause.system(), Duration.ofSeconds(20));
  }
}
