package dev.nightjar.schedules;

/** Everything that can be asked of one workspace. Not thread-safe; close it when done. */
public interface Workspace extends AutoCloseable {

  /** Running nights. */
  NightService nights();

  /** Many nights as one thing. */
  BackfillService backfills();

  /** The long-running service. */
  OrchestratorService orchestrator();

  /** Runs, as the ledger knows them. */
  RunsService runs();

  /** Nights that wait for a person. */
  ApprovalService approvals();

  /** What runs share. */
  PoolService pools();

  /** What people are told. */
  AlertService alerts();

  /** Datasets. */
  DatasetService datasets();

  /** What was made of which data. */
  LineageService lineage();

  /** Models. */
  RegistryService models();

  /** Reports of nights. */
  ReportService reports();

  /** Who may use the API, and who did. */
  AccessService access();

  /** Single steps, for operators. */
  StepService steps();

  /** Housekeeping. */
  UpkeepService upkeep();

  @Override
  void close();
}
