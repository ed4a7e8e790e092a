package dev.nightjar.schedules;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One step of a run, done by a process that an orchestrator started for it. */
public interface StepService {

  /** Hears how far the step is. */
  @FunctionalInterface
  interface Listener {
    /** A line for whoever started this process. */
    void line(String text);
  }

  /**
   * Does what the order says and answers it in the object store.
   *
   * @param order its object
   * @param folder of this machine for what the step needs while it works; null: the scratch folder
   *     of the workspace
   * @param tethered whether this process ends when its standard input does, or says nothing for 30
   *     seconds
   * @return what the process ends with
   * @throws IllegalArgumentException when there is no such order
   */
  int execute(String order, @Nullable Path folder, boolean tethered, Listener listener)
      throws IOException;
}
