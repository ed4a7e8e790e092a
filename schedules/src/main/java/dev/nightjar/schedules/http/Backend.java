package dev.nightjar.schedules.http;

import dev.nightjar.access.AccessLedger;
import dev.nightjar.run.RunListing;
import dev.nightjar.schedules.AccessService;
import dev.nightjar.schedules.ApprovalService;
import dev.nightjar.schedules.BackfillService;
import dev.nightjar.schedules.Health;
import dev.nightjar.schedules.OrchestratorService;
import dev.nightjar.schedules.PipelineService;
import dev.nightjar.schedules.RegistryService;
import dev.nightjar.schedules.ReportService;
import dev.nightjar.schedules.RunsService;

/**
 * What a server speaks for. What is done is done in the name of an actor. Every part may be called
 * from several threads at once.
 */
public interface Backend {

  /** Whether it is well; answers within a few seconds whatever is wrong. */
  Health health();

  /** What Prometheus reads. */
  String metrics();

  /** The pipelines that are served. */
  PipelineService pipelines();

  /** Runs and slots, a page at a time. */
  RunListing listing();

  /** Runs. */
  RunsService runs(String actor);

  /** Nights that wait for a person. */
  ApprovalService approvals(String actor);

  /** Backfills; a pipeline is said by its name, where a path is wanted. */
  BackfillService backfills(String actor);

  /** Schedules. */
  OrchestratorService orchestrator(String actor);

  /** Models. */
  RegistryService models(String actor);

  /** Reports of nights. */
  ReportService reports();

  /** Tokens and the audit log. */
  AccessLedger access();

  /** The same, in the name of an actor at some address. */
  AccessService tokens(String actor, String origin);

  /** Who somebody on this machine is while there are no tokens. */
  String localUser();

  /** Something went wrong that nobody who asked can help. */
  void trouble(String what, Exception why);
}
