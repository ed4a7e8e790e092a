package dev.nightjar.run;

import dev.nightjar.run.RunState.Status;

/** Which slots that have a finished run get a new one. */
public enum Reprocess {
  /** Slots without a run, and those whose run was interrupted, stale, cancelled or skipped. */
  UNFINISHED_ONLY,
  /** Also those that failed or were blocked: what a person wants who types a command again. */
  ALSO_FAILED,
  /**
   * Also those that would work from other inputs now. Which these are a claim cannot tell: the plan
   * of a backfill says so of each, by its {@link BackfillRules#outdated}.
   */
  INPUTS_CHANGED,
  /** Every slot. */
  ALL;

  /** Whether a slot whose latest run ended so gets a new one. */
  public boolean again(Status ended) {
    return switch (ended) {
      case QUEUED, RUNNING, AWAITING_APPROVAL -> false;
      case STALE, CANCELLED, SKIPPED -> true;
      case FAILED, BLOCKED -> this != UNFINISHED_ONLY;
      case SUCCEEDED -> this == ALL;
    };
  }
}
