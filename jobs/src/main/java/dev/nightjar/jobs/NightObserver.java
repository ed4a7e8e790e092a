package dev.nightjar.jobs;

import dev.nightjar.run.RunListener;

/**
 * Tells another system what nights do, such as their lineage or their traces. A night never waits
 * for it and never fails for it. Thread-safe.
 */
public interface NightObserver extends AutoCloseable {

  /** Hears the runs of one order, one after the other. */
  RunListener watch(RetrainingPipeline.Order order);

  /** Waits for what is under way, a bounded time; the rest is lost and logged. */
  @Override
  void close();
}
