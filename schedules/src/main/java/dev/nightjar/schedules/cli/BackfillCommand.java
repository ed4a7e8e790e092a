package dev.nightjar.schedules.cli;

import dev.nightjar.run.PlannedSlot.Action;
import dev.nightjar.run.Reprocess;
import dev.nightjar.schedules.BackfillDay;
import dev.nightjar.schedules.BackfillRange;
import dev.nightjar.schedules.NightListener;
import dev.nightjar.schedules.Workspace;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar backfill}. */
@Command(
    name = "backfill",
    mixinStandardHelpOptions = true,
    description =
        "Run the nights of a range in order, each judged against the champion of its time. Without"
            + " --promote a shadow history is written and the real champion stays.")
final class BackfillCommand implements Callable<Integer> {

  /** Which nights that are done are run again. */
  enum Again {
    none,
    failed,
    all
  }

  @Mixin private Session session = new Session();

  @Parameters(paramLabel = "PIPELINE", description = "The pipeline file.")
  private Path pipeline = Path.of("");

  @Option(names = "--from", required = true, paramLabel = "DATE", description = "First day.")
  private LocalDate from = LocalDate.EPOCH;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DATE",
      description = "Last day, inclusive.")
  private LocalDate to = LocalDate.EPOCH;

  @Option(names = "--promote", description = "Let the nights move the real champion.")
  private boolean promote;

  @Option(names = "--dry-run", description = "Say what would happen and why, and do nothing.")
  private boolean dryRun;

  @Option(
      names = "--reprocess",
      paramLabel = "none|failed|all",
      defaultValue = "failed",
      description = "Which nights that are done are run again (default: failed, blocked ones too).")
  private Again again = Again.failed;

  @Option(
      names = "--allow-dirty",
      description =
          "Let the nights promote although the pipeline's repository has changes that are not"
              + " committed. Recorded. Nights that were withheld for that run again.")
  private boolean allowDirty;

  @Override
  public Integer call() throws Exception {
    Reprocess reprocess =
        switch (again) {
          case none -> Reprocess.UNFINISHED_ONLY;
          case failed -> Reprocess.ALSO_FAILED;
          case all -> Reprocess.ALL;
        };
    BackfillRange range = new BackfillRange(from, to, promote, reprocess, allowDirty);
    try (Workspace workspace = session.open()) {
      if (dryRun) {
        plan(workspace.nights().plan(pipeline, range));
        return ExitCode.DONE;
      }
      BackfillLines progress =
          new BackfillLines(session.json() ? session.console().err() : session.console().out());
      workspace.nights().backfill(pipeline, range, NightListener.silent(), progress);
      if (session.json()) {
        Output.print(session.console(), progress.nights());
      }
      return progress.failed() ? ExitCode.FAILED : ExitCode.DONE;
    }
  }

  private void plan(List<BackfillDay> days) {
    Console console = session.console();
    if (session.json()) {
      Output.print(console, days);
      return;
    }
    console.out().println("  date         what will happen   why");
    for (BackfillDay day : days) {
      console
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "  %s   %-16s   %s",
                  day.date(),
                  day.action().name().toLowerCase(Locale.ROOT),
                  day.why()));
    }
    console
        .out()
        .println(
            String.format(
                Locale.ROOT,
                "%n  %d to run, %d done, %d skipped · promotes: %s",
                count(days, Action.RUN),
                count(days, Action.NOTHING),
                count(days, Action.SKIP),
                promote ? "yes" : "no (add --promote)"));
  }

  private static long count(List<BackfillDay> days, Action action) {
    return days.stream().filter(d -> d.action() == action).count();
  }
}
