package dev.nightjar.schedules;

import dev.nightjar.run.Run;
import dev.nightjar.run.Slot;
import java.io.IOException;

/** Runs the night of a slot, by the pipeline as it is defined now. Thread-safe. */
@FunctionalInterface
public interface NightRunner {

  /**
   * Claims the slot and runs it to its end.
   *
   * @return the run in its final state
   * @throws dev.nightjar.run.SlotHeld when another process is at it
   * @throws dev.nightjar.run.LeaseLost when another process took it over
   * @throws IllegalArgumentException when there is something for a person to correct
   */
  Run run(Slot slot) throws IOException, InterruptedException;
}
