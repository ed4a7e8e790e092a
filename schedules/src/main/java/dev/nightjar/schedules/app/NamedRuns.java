package dev.nightjar.schedules.app;

import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.text.Nearest;
import java.util.List;
import java.util.Locale;

/** Finds runs by what a person calls them. */
record NamedRuns(RunLedger ledger) {

  /** Among so many the run is looked for that a person probably meant. */
  private static final int MOST = 500;

  /** Throws {@link IllegalArgumentException} that names the nearest one when there is none. */
  Run named(String id) {
    return ledger
        .run(id.toLowerCase(Locale.ROOT))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no run "
                        + id
                        + Nearest.hint(id, latest())
                        + " (nightjar runs list shows the latest ones)"));
  }

  private List<String> latest() {
    return ledger.recent(MOST).stream().map(run -> run.id().hex()).toList();
  }
}
