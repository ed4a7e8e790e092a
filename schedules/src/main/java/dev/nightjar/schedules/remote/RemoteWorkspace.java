package dev.nightjar.schedules.remote;

import dev.nightjar.run.Pause;
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
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A workspace that a server has open. */
public final class RemoteWorkspace implements Workspace {

  private final Client client;

  /**
   * The workspace of a server.
   *
   * @param token null: none is sent
   * @throws IllegalArgumentException when the address is none, or the token would be sent where
   *     others could read it
   */
  public RemoteWorkspace(URI server, @Nullable String token) {
    this.client = new Client(server, token);
  }

  @Override
  public RunsService runs() {
    return new RemoteRuns(client);
  }

  @Override
  public ApprovalService approvals() {
    return new RemoteApprovals(client);
  }

  @Override
  public OrchestratorService orchestrator() {
    return new RemoteOrchestrator(client);
  }

  @Override
  public RegistryService models() {
    return new RemoteModels(client);
  }

  @Override
  public ReportService reports() {
    return new RemoteReports(client);
  }

  @Override
  public NightService nights() {
    throw new IllegalArgumentException(
        "a night is run on this machine: leave out --server and NIGHTJAR_SERVER; nightjar schedule"
            + " trigger NAME has the server run one");
  }

  @Override
  public BackfillService backfills() {
    return new RemoteBackfills(client, Pause.system());
  }

  @Override
  public DatasetService datasets() {
    throw local();
  }

  @Override
  public LineageService lineage() {
    throw local();
  }

  @Override
  public AccessService access() {
    throw local();
  }

  @Override
  public PoolService pools() {
    throw local();
  }

  @Override
  public AlertService alerts() {
    throw local();
  }

  @Override
  public StepService steps() {
    throw local();
  }

  @Override
  public UpkeepService upkeep() {
    throw local();
  }

  /** What is said of that which a server does not do for others. */
  static IllegalArgumentException local() {
    return new IllegalArgumentException(
        "this works on a workspace of this machine, not through a server: leave out --server and"
            + " NIGHTJAR_SERVER");
  }

  @Override
  public void close() {
    // Nothing is open between two questions.
  }
}
