package dev.nightjar.schedules.app;

import dev.nightjar.dataset.Span;
import dev.nightjar.jobs.jdbc.H2Ledger;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.RunLedger;
import dev.nightjar.schedules.UpkeepService;
import dev.nightjar.upkeep.GarbageCollector;
import dev.nightjar.upkeep.GarbageReport;
import dev.nightjar.upkeep.Retention;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** Housekeeping of a workspace on this machine. */
final class LocalUpkeep implements UpkeepService {

  private final LocalPlaces places;
  private final Supplier<RunLedger> ledger;

  /**
   * Housekeeping.
   *
   * @param ledger opens the ledger, which is made when it is not there
   */
  LocalUpkeep(LocalPlaces places, Supplier<RunLedger> ledger) {
    this.places = places;
    this.ledger = ledger;
  }

  @Override
  public GarbageReport collect(Span grace, boolean dryRun) throws IOException {
    return new GarbageCollector(places.store(), this::inFlight, places.actor())
        .collect(grace.duration(), Retention.FOREVER, dryRun);
  }

  /** Runs that are going on by the workspace's ledger. */
  private List<String> inFlight() {
    if (!H2Ledger.exists(places.folder())) {
      return List.of();
    }
    LeaseRules rules = LeaseRules.standard();
    return ledger.get().leased().stream()
        .filter(rules::isHeld)
        .map(status -> status.slot() + ", run " + status.latest().id())
        .toList();
  }
}
