package dev.nightjar.schedules.cli;

import dev.nightjar.run.Backfill;
import dev.nightjar.run.PlannedSlot.Action;
import dev.nightjar.run.RunState;
import dev.nightjar.schedules.BackfillForecast;
import dev.nightjar.schedules.BackfillService;
import dev.nightjar.schedules.NightResult;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A line for each night of a backfill, with the time that is left; on a terminal a bar below. */
final class BackfillLines implements BackfillService.Listener {

  private final PrintWriter to;
  private final boolean live;
  private final int parallel;
  private final List<NightResult> nights = new ArrayList<>();

  BackfillLines(Console console, boolean json, int parallel) {
    this.to = json ? console.err() : console.out();
    this.live = !json && console.terminal();
    this.parallel = parallel;
  }

  /** The nights that this process judged, in that order. */
  List<NightResult> nights() {
    return nights;
  }

  void opened(BackfillService.Opened opened) {
    BackfillForecast forecast = opened.forecast();
    int runs = forecast.count(Action.RUN);
    int done = forecast.count(Action.NOTHING);
    int skipped = forecast.count(Action.SKIP);
    Backfill backfill = opened.backfill();
    to.println(
        "  "
            + (backfill == null ? "" : "backfill " + backfill.id() + ": ")
            + runs
            + " of "
            + forecast.days().size()
            + " nights to run"
            + (done == 0 ? "" : ", " + done + " done before")
            + (skipped == 0 ? "" : ", " + skipped + " skipped (--dry-run says why)"));
    if (backfill != null && opened.joined()) {
      to.println(
          "  it goes on: %s began it at %s, %s"
              .formatted(
                  backfill.createdBy(), backfill.createdAt(), BackfillText.progress(backfill)));
    }
    to.flush();
  }

  @Override
  public synchronized void night(NightResult night, Backfill backfill) {
    nights.add(night);
    String what = night.verdict() == null ? night.state().name() : night.verdict().name();
    say(night.logicalDate(), what, night.headline(), backfill);
  }

  @Override
  public synchronized void prepared(LocalDate date, Backfill backfill) {
    if (live) {
      bar(backfill);
    }
  }

  @Override
  public synchronized void ended(LocalDate date, RunState state, Backfill backfill) {
    say(date, state.status().name(), state.text().lines().findFirst().orElse(""), backfill);
  }

  @Override
  public synchronized void trouble(String what) {
    to.println((live ? "\u001b[2K" : "") + "  " + what);
    to.flush();
  }

  private void say(LocalDate date, String what, String why, Backfill backfill) {
    String line = String.format(Locale.ROOT, "  %s  %-12s  %s", date, what, why);
    if (live) {
      to.println("\u001b[2K" + line);
      bar(backfill);
    } else {
      to.println(line + "  (" + backfill.progress().text(parallel) + ")");
    }
    to.flush();
  }

  private void bar(Backfill backfill) {
    boolean more = backfill.progress().over() < backfill.progress().total();
    to.print(more ? "\u001b[2K  " + BackfillText.bar(backfill) + "\r" : "");
    to.flush();
  }
}
