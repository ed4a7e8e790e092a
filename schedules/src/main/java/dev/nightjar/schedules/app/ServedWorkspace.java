package dev.nightjar.schedules.app;

import dev.nightjar.access.AccessLedger;
import dev.nightjar.jobs.RetrainingPipeline;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunListing;
import dev.nightjar.schedules.AccessService;
import dev.nightjar.schedules.ApprovalService;
import dev.nightjar.schedules.BackfillService;
import dev.nightjar.schedules.Health;
import dev.nightjar.schedules.Health.Check;
import dev.nightjar.schedules.OrchestratorListener;
import dev.nightjar.schedules.OrchestratorService;
import dev.nightjar.schedules.PipelineService;
import dev.nightjar.schedules.RegistryService;
import dev.nightjar.schedules.ReportService;
import dev.nightjar.schedules.RunsService;
import dev.nightjar.schedules.http.Backend;
import dev.nightjar.schedules.metrics.Meters;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a server on this machine speaks for. Its connections to the ledger are its own: who asks a
 * lot does not make the orchestrator wait.
 */
final class ServedWorkspace implements Backend, AutoCloseable {

  private final LocalPlaces places;
  private final RetrainingPipeline retraining;
  private final RunLedger ledger;
  private final AccessLedger access;
  private final LoadedPipelines pipelines;
  private final OrchestratorListener log;
  private final LedgerPulse pulse;
  private final Meters meters;
  private volatile String stage = "the folder is not loaded yet";

  ServedWorkspace(
      LocalPlaces places,
      RetrainingPipeline retraining,
      Path folder,
      PipelineFolder loaded,
      OrchestratorListener log) {
    this.places = places;
    this.retraining = retraining;
    this.log = log;
    this.ledger = places.ledger().open(LeaseRules.standard());
    this.access = places.ledger().access(places.clock());
    this.pipelines = new LoadedPipelines(folder, loaded, ledger, places);
    this.pulse = new LedgerPulse(ledger.listing());
    this.meters = new Meters(places.clock(), () -> ledger.listing().live(), CodeIds.version());
  }

  /** From now on it has what it needs. */
  void loaded() {
    stage = "";
  }

  /** From now on nobody should send it anything. */
  void ending() {
    stage = "it is shutting down";
  }

  Meters meters() {
    return meters;
  }

  @Override
  public Health health() {
    int known = pipelines.all().size();
    String now = stage;
    return Health.of(
        List.of(
            pulse.check(),
            new Check("folder", known > 0 || now.isEmpty(), known + " pipelines are loaded"),
            new Check("running", now.isEmpty(), now.isEmpty() ? "it works" : now)));
  }

  @Override
  public String metrics() {
    return meters.scrape();
  }

  @Override
  public PipelineService pipelines() {
    return pipelines;
  }

  @Override
  public RunListing listing() {
    return ledger.listing();
  }

  @Override
  public RunsService runs(String actor) {
    return new LocalRuns(
        ledger,
        places.as(actor),
        (run, before, named) -> pipelines.file(run.slot().pipeline(), run.options().params()));
  }

  @Override
  public ApprovalService approvals(String actor) {
    return new LocalApprovals(Wiring.waiting(retraining), ledger, places.as(actor));
  }

  @Override
  public BackfillService backfills(String actor) {
    return new LocalBackfills(
        name -> pipelines.file(name.toString(), Map.of()), retraining, ledger, places.as(actor));
  }

  @Override
  public OrchestratorService orchestrator(String actor) {
    return new LocalOrchestrator(retraining, ledger, places.as(actor));
  }

  @Override
  public RegistryService models(String actor) {
    return new LocalModels(places.as(actor));
  }

  @Override
  public ReportService reports() {
    return new LocalReports(places);
  }

  @Override
  public AccessService tokens(String actor, String origin) {
    return new LocalAccess(access, actor, origin);
  }

  @Override
  public AccessLedger access() {
    return access;
  }

  @Override
  public String localUser() {
    return places.actor();
  }

  @Override
  public void trouble(String what, Exception why) {
    log.trouble(what, why);
  }

  @Override
  public void close() {
    pulse.close();
    meters.close();
    access.close();
    ledger.close();
  }
}
