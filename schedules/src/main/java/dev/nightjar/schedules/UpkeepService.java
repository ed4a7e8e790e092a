package dev.nightjar.schedules;

import dev.nightjar.dataset.Span;
import dev.nightjar.upkeep.Finding;
import dev.nightjar.upkeep.GarbageReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Housekeeping of a workspace. */
public interface UpkeepService {

  /**
   * Removes what nothing needs; see {@link dev.nightjar.upkeep.GarbageCollector}.
   *
   * @param grace how long what nothing needs is kept nevertheless
   * @param pipelines pipeline files, whose {@code retention:} is kept to
   * @param dryRun whether only to say what would be done
   */
  GarbageReport collect(Span grace, List<Path> pipelines, boolean dryRun) throws IOException;

  /**
   * Looks for what is wrong with the store and the ledger.
   *
   * @param deep whether to read every blob and hold it against its name
   */
  List<Finding> examine(boolean deep);

  /**
   * Makes the ledger anew from what the store tells of runs. The old one is set aside.
   *
   * @param force whether to do so although somebody holds a lease
   * @throws dev.nightjar.run.LedgerException when somebody does, or has the ledger open
   */
  Rebuilt rebuildLedger(boolean force) throws IOException;

  /**
   * A ledger that was made anew.
   *
   * @param interrupted of the runs, those that the same command goes on with
   * @param setAside where the old ledger is; null: there was none
   * @param lost what the store does not know, in words
   */
  record Rebuilt(
      long slots, long runs, long interrupted, @Nullable String setAside, List<String> lost) {}
}
