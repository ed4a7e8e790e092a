package dev.nightjar.run;

import dev.nightjar.run.PlannedSlot.Action;
import java.util.List;

/**
 * What a backfill will do.
 *
 * @param slots every slot of its range, by logical time
 */
public record BackfillPlan(List<PlannedSlot> slots) {

  public BackfillPlan {
    slots = List.copyOf(slots);
  }

  /** How many slots this will happen to. */
  public int count(Action action) {
    return (int) slots.stream().filter(s -> s.action() == action).count();
  }

  /** {@code 27 to run, 2 done, 1 skipped}. */
  public String summary() {
    return count(Action.RUN)
        + " to run, "
        + count(Action.NOTHING)
        + " done, "
        + count(Action.SKIP)
        + " skipped";
  }
}
