package dev.nightjar.jobs.openlineage;

import dev.nightjar.jobs.NightObserver;
import dev.nightjar.jobs.RetrainingPipeline.Order;
import dev.nightjar.jobs.config.LineageSettings;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunListener;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/**
 * Sends OpenLineage's events of runs and their steps to a file or a collector, from a thread of its
 * own. Events wait in a queue with bounds; what does not get out is counted and logged, once for
 * each run. Thread-safe.
 */
public final class LineageObserver implements NightObserver {

  private final LineageEvents events;
  private final RunLedger ledger;
  private final InstantSource clock;
  private final Outbox outbox;

  /**
   * An observer.
   *
   * @param store address of the store that datasets and models are in
   * @param version of this program
   * @param ledger knows the attempts that an earlier worker left behind
   * @param redact takes out of what runs said what nobody may read, such as passwords
   * @throws dev.nightjar.jobs.config.ConfigException when the collector's key is not to be had
   */
  public LineageObserver(
      LineageSettings settings,
      String store,
      String version,
      RunLedger ledger,
      InstantSource clock,
      UnaryOperator<String> redact) {
    this.events =
        new LineageEvents(settings.namespace(), new StoreNames(store), new Facets(version), redact);
    this.ledger = ledger;
    this.clock = clock;
    this.outbox = new Outbox(Transport.of(settings), settings.timeout());
  }

  @Override
  public RunListener watch(Order order) {
    return new LineageListener(order, events, ledger, clock, outbox);
  }

  /** Waits for what is under way, at most as long as the settings say. */
  @Override
  public void close() {
    outbox.close();
  }
}
