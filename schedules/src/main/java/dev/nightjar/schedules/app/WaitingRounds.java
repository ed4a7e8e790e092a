package dev.nightjar.schedules.app;

import dev.nightjar.jobs.WaitingNights;
import dev.nightjar.run.LeaseLost;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunListener;
import dev.nightjar.run.RunPage;
import dev.nightjar.run.RunQuery;
import dev.nightjar.run.RunState.Status;
import dev.nightjar.run.SlotHeld;
import dev.nightjar.schedules.OrchestratorListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends nights that wait for approval where somebody answered and was killed before it was carried
 * out, and where a yes would come too late.
 *
 * @param runs hears what is done
 * @param listener hears how it ended
 */
record WaitingRounds(
    WaitingNights nights, RunLedger ledger, RunListener runs, OrchestratorListener listener) {

  private static final int PAGE = 100;

  /** Looks at all that wait. */
  void look() {
    look(null);
  }

  /**
   * Looks at those of one pipeline, and again as long as one of them has ended: its promotion may
   * be what others come too late for. What goes wrong is told, and tried again by the next round.
   *
   * @param pipeline null: all
   */
  void look(@Nullable String pipeline) {
    try {
      boolean ended;
      do {
        ended = false;
        for (Run run : waiting(pipeline)) {
          ended |= end(run);
        }
      } while (ended);
    } catch (RuntimeException e) {
      listener.trouble("nights that wait for approval could not be looked for", e);
    }
  }

  private List<Run> waiting(@Nullable String pipeline) {
    List<Run> all = new ArrayList<>();
    String cursor = null;
    do {
      RunPage page =
          ledger.listing().runs(new RunQuery(pipeline, Status.AWAITING_APPROVAL, cursor, PAGE));
      all.addAll(page.runs());
      cursor = page.next();
    } while (cursor != null);
    return all;
  }

  /** Whether the run waited, and is over now. */
  private boolean end(Run run) {
    try {
      Run now = nights.settle(run, runs);
      if (now.state().status().isFinal()) {
        listener.ended(now);
        return true;
      }
    } catch (SlotHeld | LeaseLost e) {
      // Somebody else is at it.
      listener.elsewhere(run.slot(), String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      listener.trouble("run " + run.id() + " waits for approval and could not be looked at", e);
    }
    return false;
  }
}
