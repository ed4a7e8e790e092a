package dev.nightjar.schedules.cli;

import dev.nightjar.run.BackfillOptions;
import dev.nightjar.run.BackfillProgress;
import dev.nightjar.run.PlannedSlot.Action;
import dev.nightjar.schedules.BackfillDay;
import dev.nightjar.schedules.BackfillForecast;
import dev.nightjar.schedules.BackfillForecast.TestSetUse;
import dev.nightjar.schedules.BackfillRequest;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** A dry run for people. */
record BackfillPlanLines(Console console, BackfillRequest request) {

  void print(BackfillForecast forecast, boolean json) {
    if (json) {
      Output.print(console, forecast);
      return;
    }
    PrintWriter out = console.out();
    out.println("  date         what will happen   begun   why");
    for (BackfillDay day : forecast.days()) {
      out.println(
          String.format(
              Locale.ROOT,
              "  %s   %-16s   %5s   %s",
              day.date(),
              word(day.action()),
              day.turn() == 0 ? "" : day.turn(),
              day.why()));
    }
    Duration estimate = forecast.estimate();
    out.println();
    out.println(
        "  %d to run, %d done, %d skipped%s · promotes: %s"
            .formatted(
                forecast.count(Action.RUN),
                forecast.count(Action.NOTHING),
                forecast.count(Action.SKIP),
                estimate == null ? "" : " · about " + BackfillProgress.text(estimate),
                request.promote() ? "yes" : "no (add --promote)"));
    out.println("  " + BackfillText.how(request.options()) + phases());
    forecast.testSets().stream()
        .filter(set -> set.nights() > 0)
        .forEach(set -> out.println(use(set)));
  }

  private static String word(Action action) {
    return action.name().toLowerCase(Locale.ROOT);
  }

  private String phases() {
    boolean whole =
        request.options().parallel() == 1
            && request.options().order() == BackfillOptions.Order.OLD_TO_NEW;
    return whole
        ? ", each to its end"
        : ": snapshot, check and train; then "
            + (request.promote() ? "evaluated and promoted" : "evaluated")
            + " one after another by date, each against the champion of its time";
  }

  private static String use(TestSetUse set) {
    Integer declared = set.declared();
    return "  test set %s: %d verdicts more, after %d%s"
        .formatted(
            set.name(),
            set.nights(),
            set.seen(),
            declared == null
                ? "; it declares no budget"
                : ", of the %d that its budget allows in all%s"
                    .formatted(declared, set.seen() + set.nights() > declared ? ": too many" : ""));
  }
}
