package dev.nightjar.schedules.cli;

import dev.nightjar.run.BackfillProgress;
import dev.nightjar.run.PlannedSlot;
import dev.nightjar.run.RunState;
import dev.nightjar.schedules.BackfillDay;
import dev.nightjar.schedules.NightResult;
import dev.nightjar.schedules.NightService;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A line for each night of a backfill, with the time that is left. */
final class BackfillLines implements NightService.BackfillListener {

  private final PrintWriter to;
  private final List<NightResult> nights = new ArrayList<>();
  private BackfillProgress progress = BackfillProgress.start(0, 1);
  private long last = System.nanoTime();

  BackfillLines(PrintWriter to) {
    this.to = to;
  }

  List<NightResult> nights() {
    return nights;
  }

  boolean failed() {
    return nights.stream().anyMatch(n -> n.state() != RunState.Status.SUCCEEDED);
  }

  @Override
  public void planned(List<BackfillDay> days) {
    long total = days.stream().filter(d -> d.action() == PlannedSlot.Action.RUN).count();
    progress = BackfillProgress.start((int) total, 1);
    last = System.nanoTime();
    long skipped = days.stream().filter(d -> d.action() == PlannedSlot.Action.SKIP).count();
    long done = days.size() - total - skipped;
    to.println(
        "  "
            + total
            + " of "
            + days.size()
            + " nights to run"
            + (done == 0 ? "" : ", " + done + " done before")
            + (skipped == 0 ? "" : ", " + skipped + " skipped (--dry-run says why)"));
    to.flush();
  }

  @Override
  public void night(BackfillDay day, NightResult night) {
    nights.add(night);
    long now = System.nanoTime();
    progress = progress.and(Duration.ofNanos(now - last));
    last = now;
    to.println(
        String.format(
            Locale.ROOT,
            "  %s  %-12s  %s  (%s)",
            day.date(),
            night.verdict() == null ? night.state() : night.verdict(),
            night.headline(),
            progress.text()));
    to.flush();
  }
}
