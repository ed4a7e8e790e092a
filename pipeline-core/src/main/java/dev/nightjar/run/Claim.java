package dev.nightjar.run;

import java.time.Instant;

/** The answer to who may work on a slot. */
public sealed interface Claim {

  /**
   * The caller may work.
   *
   * @param run a new run, or one that was interrupted
   * @param lease to be shown with every write
   * @param resumed whether the run was begun before
   */
  record Claimed(Run run, Lease lease, boolean resumed) implements Claim {}

  /** There is nothing to do: the slot's latest run stands (or waits for a person). */
  record AlreadyDone(Run run) implements Claim {}

  /** Another process works on it; its lease ends at {@code until} unless it renews it. */
  record HeldBy(Run run, Holder holder, Instant until) implements Claim {}
}
