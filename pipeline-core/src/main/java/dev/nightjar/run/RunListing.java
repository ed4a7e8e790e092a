package dev.nightjar.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger holds, a page at a time. A page costs the same after ten years of nights as after
 * one. Thread-safe.
 */
public interface RunListing {

  /**
   * Runs of all lanes, those that were begun or queued last first. A run that begins while somebody
   * turns pages moves to the front: it may be seen twice, and none that stays is passed over.
   *
   * @throws IllegalArgumentException when the cursor is none that an earlier page gave
   */
  RunPage runs(RunQuery query);

  /**
   * Slots of a pipeline's lane, the latest logical time first.
   *
   * @param before only those with an earlier logical time; null: all
   * @param limit as in {@link RunQuery}
   */
  List<SlotStatus> slots(String pipeline, String lane, @Nullable Instant before, int limit);

  /** How many runs are in each state that is not final; states without any are left out. */
  Map<RunState.Status, Long> live();
}
