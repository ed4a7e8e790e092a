package dev.nightjar.schedules;

import dev.nightjar.dataset.Span;
import dev.nightjar.upkeep.GarbageReport;
import java.io.IOException;

/** Housekeeping of a workspace. */
public interface UpkeepService {

  /**
   * Removes what nothing needs; see {@link dev.nightjar.upkeep.GarbageCollector}.
   *
   * @param grace how long what nothing needs is kept nevertheless
   * @param dryRun whether only to say what would be done
   */
  GarbageReport collect(Span grace, boolean dryRun) throws IOException;
}
