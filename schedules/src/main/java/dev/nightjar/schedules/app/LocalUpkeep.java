package dev.nightjar.schedules.app;

import dev.nightjar.dataset.Span;
import dev.nightjar.jobs.jdbc.H2Ledger;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.LedgerException;
import dev.nightjar.run.RunLedger;
import dev.nightjar.schedules.UpkeepService;
import dev.nightjar.text.Figures;
import dev.nightjar.upkeep.Finding;
import dev.nightjar.upkeep.GarbageCollector;
import dev.nightjar.upkeep.GarbageReport;
import dev.nightjar.upkeep.PipelineRetention;
import dev.nightjar.upkeep.RetentionRule;
import dev.nightjar.upkeep.RunRecord;
import dev.nightjar.upkeep.RunRecords;
import dev.nightjar.upkeep.StoreDoctor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Housekeeping of a workspace on this machine. */
final class LocalUpkeep implements UpkeepService {

  private static final String REBUILD = "nightjar doctor --rebuild-ledger makes it from the facts";

  /** What {@link RunRecords} cannot know. */
  private static final List<String> LOST =
      List.of(
          "tries of steps that failed or were lost, and whether an output was made or reused",
          "slots that were skipped, those that waited, and pauses of schedules",
          "runs that were killed before they had written anything",
          "backfills: call them again",
          "the sizes of pools: set them again",
          "alerts, whether sent or not",
          "tokens and the audit log: the API asks for no token until one is made");

  private final LocalPlaces places;

  LocalUpkeep(LocalPlaces places) {
    this.places = places;
  }

  @Override
  public GarbageReport collect(Span grace, List<Path> pipelines, boolean dryRun)
      throws IOException {
    List<RetentionRule> rules =
        pipelines.stream().map(file -> Wiring.reader().read(file).retention()).toList();
    return new GarbageCollector(places.store(), this::inFlight, places.actor())
        .collect(grace.duration(), new PipelineRetention(rules), dryRun);
  }

  /** Runs that are going on by the workspace's ledger. */
  private List<String> inFlight() {
    if (!places.ledger().exists()) {
      return List.of();
    }
    LeaseRules rules = LeaseRules.standard();
    try (RunLedger ledger = places.ledger().open(rules)) {
      return ledger.leased().stream()
          .filter(rules::isHeld)
          .map(status -> status.slot() + ", run " + status.latest().id())
          .toList();
    }
  }

  @Override
  public List<Finding> examine(boolean deep) {
    List<Finding> findings =
        new ArrayList<>(new StoreDoctor(places.store(), places.clock()).examine(deep));
    try {
      findings.add(ledger());
    } catch (IOException | LedgerException e) {
      findings.add(Finding.error("ledger", String.valueOf(e.getMessage()), REBUILD));
    }
    return findings;
  }

  private Finding ledger() throws IOException {
    long runs = RunRecords.read(places.store()).size();
    if (!places.ledger().exists()) {
      return runs == 0
          ? Finding.ok("ledger", "there is none yet; the first run makes it")
          : Finding.error(
              "ledger",
              "there is none, but the store tells of " + Figures.count(runs, "run"),
              REBUILD);
    }
    int running = inFlight().size();
    return Finding.ok(
        "ledger",
        "answers, schema version "
            + H2Ledger.schemaVersion()
            + (running == 0 ? "" : ", runs going on: " + running));
  }

  @Override
  public Rebuilt rebuildLedger(boolean force) throws IOException {
    if (!force) {
      requireNobodyWorks();
    }
    List<RunRecord> runs = RunRecords.read(places.store());
    Path old = places.ledger().rebuild(runs, places.clock().instant());
    return new Rebuilt(
        runs.stream().map(r -> r.run().slot()).distinct().count(),
        runs.size(),
        runs.stream().filter(r -> !r.run().state().status().isFinal()).count(),
        old == null ? null : old.toString(),
        LOST);
  }

  private void requireNobodyWorks() {
    List<String> running;
    try {
      running = inFlight();
    } catch (LedgerException e) {
      // A ledger that does not open is why people rebuild it.
      return;
    }
    if (!running.isEmpty()) {
      throw new LedgerException(
          "somebody works by this ledger: "
              + String.join("; ", running)
              + ": wait for the end, or say --force when you know that the process is gone");
    }
  }
}
