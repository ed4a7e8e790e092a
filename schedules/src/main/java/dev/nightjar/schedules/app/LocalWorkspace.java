package dev.nightjar.schedules.app;

import dev.nightjar.access.AccessLedger;
import dev.nightjar.jobs.NightObserver;
import dev.nightjar.jobs.RetrainingPipeline;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.Timing;
import dev.nightjar.schedules.AccessService;
import dev.nightjar.schedules.AlertService;
import dev.nightjar.schedules.ApprovalService;
import dev.nightjar.schedules.BackfillService;
import dev.nightjar.schedules.DatasetService;
import dev.nightjar.schedules.LineageService;
import dev.nightjar.schedules.NightService;
import dev.nightjar.schedules.OrchestratorService;
import dev.nightjar.schedules.PoolService;
import dev.nightjar.schedules.RegistryService;
import dev.nightjar.schedules.ReportService;
import dev.nightjar.schedules.RunsService;
import dev.nightjar.schedules.StepService;
import dev.nightjar.schedules.UpkeepService;
import dev.nightjar.schedules.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A workspace in a folder of this machine. The ledger is opened when a night is to be run. */
final class LocalWorkspace implements Workspace {

  private final LocalPlaces places;
  private @Nullable RunLedger ledger;
  private @Nullable AccessLedger access;
  private @Nullable List<NightObserver> observers;

  LocalWorkspace(Path folder, InstantSource clock, SettingsSource settings) throws IOException {
    this.places = LocalPlaces.open(folder, clock, settings);
  }

  @Override
  public NightService nights() {
    return new LocalNights(Wiring.reader(), retraining(), ledger(), places);
  }

  @Override
  public BackfillService backfills() {
    return new LocalBackfills(Wiring.reader()::read, retraining(), ledger(), places);
  }

  @Override
  public OrchestratorService orchestrator() {
    return new LocalOrchestrator(retraining(), ledger(), places);
  }

  @Override
  public RunsService runs() {
    return new LocalRuns(ledger(), places);
  }

  @Override
  public ApprovalService approvals() {
    return new LocalApprovals(Wiring.waiting(retraining()), ledger(), places);
  }

  private RetrainingPipeline retraining() {
    return new RetrainingPipeline(
        Wiring.workbench(places),
        ledger(),
        Wiring.operators(places),
        Timing.system(),
        Wiring.logs(places),
        observers());
  }

  private List<NightObserver> observers() {
    List<NightObserver> watching = observers;
    if (watching == null) {
      watching = Wiring.observers(places, ledger());
      observers = watching;
    }
    return watching;
  }

  private RunLedger ledger() {
    RunLedger open = ledger;
    if (open == null) {
      open = places.ledger().open(LeaseRules.standard());
      ledger = open;
    }
    return open;
  }

  @Override
  public PoolService pools() {
    return new LocalPools(ledger().pools());
  }

  @Override
  public AlertService alerts() {
    return new LocalAlerts(places, ledger().outbox());
  }

  @Override
  public AccessService access() {
    AccessLedger open = access;
    if (open == null) {
      open = places.ledger().access(places.clock());
      access = open;
    }
    return new LocalAccess(open, places.actor(), LocalAccess.COMMAND_LINE);
  }

  @Override
  public StepService steps() {
    return new LocalSteps(places);
  }

  @Override
  public UpkeepService upkeep() {
    return new LocalUpkeep(places);
  }

  @Override
  public DatasetService datasets() {
    return new LocalDatasets(places);
  }

  @Override
  public LineageService lineage() {
    return new LocalLineage(places);
  }

  @Override
  public RegistryService models() {
    return new LocalModels(places);
  }

  @Override
  public ReportService reports() {
    return new LocalReports(places);
  }

  @Override
  public void close() {
    if (observers != null) {
      observers.forEach(NightObserver::close);
    }
    if (access != null) {
      access.close();
    }
    if (ledger != null) {
      ledger.close();
    }
    places.store().close();
  }
}
