package dev.nightjar.schedules;

import dev.nightjar.run.Run;
import dev.nightjar.run.Slot;

/** Hears what an orchestrator does. Called from any thread; must not throw. */
public interface OrchestratorListener {

  /** A slot became due: its run is QUEUED, or SKIPPED with a reason. */
  default void due(Run run) {}

  /** A slot begins, or goes on. */
  default void began(Slot slot) {}

  /** A backfill's run is prepared, and waits for the nights before it. */
  default void prepared(Run run) {}

  /** A run is over, whatever became of it. */
  default void ended(Run run) {}

  /** Somebody else does what was to be done here, or took it over. */
  default void elsewhere(Slot slot, String why) {}

  /** Another orchestrator took a slot over while this one worked on it. */
  default void lost(Slot slot, String why) {
    elsewhere(slot, why);
  }

  /** All schedules were looked at. */
  default void swept() {}

  /** Something did not go as it should; it is tried again. */
  default void trouble(String what, Exception why) {}
}
