package dev.nightjar.schedules.cli;

import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillOptions;
import dev.nightjar.run.BackfillOptions.Order;
import dev.nightjar.run.BackfillState.Status;
import dev.nightjar.run.Reprocess;
import dev.nightjar.schedules.BackfillNights;
import dev.nightjar.schedules.BackfillRequest;
import dev.nightjar.schedules.BackfillService;
import dev.nightjar.schedules.BackfillView;
import dev.nightjar.schedules.SlotName;
import dev.nightjar.schedules.Workspace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nightjar backfill}: runs nights itself, and has a verb for each thing to do to one. */
@Command(
    name = "backfill",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "[VERB]",
    description =
        "Run the nights of a range or a list, each judged against the champion of its time. Without"
            + " --promote a shadow history is written and the real champion stays. Killed and called"
            + " again, it goes on; so it does while nightjar serve runs beside it. With --server the server works,"
            + " and this looks on.",
    subcommands = {
      BackfillListCommand.class,
      BackfillShowCommand.class,
      BackfillPauseCommand.class,
      BackfillResumeCommand.class,
      BackfillCancelCommand.class,
      BackfillReportCommand.class
    })
final class BackfillCommand implements Callable<Integer> {

  /** Which nights that are done are run again; the constants are what a person types. */
  enum Again {
    NONE("none", Reprocess.UNFINISHED_ONLY),
    FAILED("failed", Reprocess.ALSO_FAILED),
    INPUTS_CHANGED("inputs-changed", Reprocess.INPUTS_CHANGED),
    ALL("all", Reprocess.ALL);

    private final String word;
    private final Reprocess meaning;

    Again(String word, Reprocess meaning) {
      this.word = word;
      this.meaning = meaning;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** In which order nights are begun. */
  enum Direction {
    OLD_TO_NEW("old-to-new", Order.OLD_TO_NEW),
    NEW_TO_OLD("new-to-old", Order.NEW_TO_OLD);

    private final String word;
    private final Order meaning;

    Direction(String word, Order meaning) {
      this.word = word;
      this.meaning = meaning;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private Session session = new Session();

  @Parameters(
      arity = "0..1",
      paramLabel = "PIPELINE",
      description = "The pipeline file; with --server its name.")
  private @Nullable Path pipeline;

  @Option(names = "--from", paramLabel = "DATE", description = "First day.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "Last day, inclusive.")
  private @Nullable LocalDate to;

  @Option(
      names = "--dates",
      split = ",",
      paramLabel = "DATE",
      description =
          "Only these days, or times of a day that has several slots, in place of --from and --to.")
  private @Nullable List<SlotName> dates;

  @Option(names = "--promote", description = "Let the nights move the real champion.")
  private boolean promote;

  @Option(names = "--dry-run", description = "Say what would happen and why, and do nothing.")
  private boolean dryRun;

  @Option(
      names = "--reprocess",
      paramLabel = "none|failed|inputs-changed|all",
      defaultValue = "failed",
      description =
          "Which nights that are done are run again (default: failed, blocked ones too)."
              + " inputs-changed: also those that would read other data now, or by another pipeline"
              + " file.")
  private Again again = Again.FAILED;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many nights are worked on at once, over all processes (default: 1). Snapshot, check"
              + " and train of several; they are judged and promoted one after another, by date.")
  private int parallel = 1;

  @Option(
      names = "--order",
      paramLabel = "old-to-new|new-to-old",
      defaultValue = "old-to-new",
      description =
          "In which order nights are begun (default: old-to-new). They are judged by date in either"
              + " case.")
  private Direction direction = Direction.OLD_TO_NEW;

  @Option(
      names = "--stop-on-failure",
      description = "Leave what has not begun when a night fails or is blocked.")
  private boolean stopOnFailure;

  @Option(
      names = "--detach",
      description = "Run nothing here: leave it to nightjar serve, and return at once.")
  private boolean detach;

  @Option(
      names = "--allow-dirty",
      description =
          "Let the nights promote although the pipeline's repository has changes that are not"
              + " committed. Recorded. Nights that were withheld for that run again.")
  private boolean allowDirty;

  @Override
  public Integer call() throws Exception {
    Path file = required(pipeline, "parameter: 'PIPELINE'");
    BackfillOptions options =
        new BackfillOptions(again.meaning, parallel, direction.meaning, stopOnFailure, allowDirty);
    BackfillRequest request = new BackfillRequest(nights(), promote, options);
    try (Workspace workspace = session.open()) {
      BackfillService backfills = workspace.backfills();
      if (dryRun) {
        new BackfillPlanLines(session.console(), request)
            .print(backfills.plan(file, request), session.json());
        return ExitCode.DONE;
      }
      BackfillLines lines = new BackfillLines(session.console(), session.json(), parallel);
      BackfillService.Opened opened = backfills.open(file, request);
      lines.opened(opened);
      Backfill backfill = opened.backfill();
      if (backfill == null || detach) {
        return left(backfill, lines);
      }
      if (backfill.state().status() == Status.RUNNING) {
        backfill = backfills.work(file, backfill.id(), lines);
      }
      return ended(backfill, lines);
    }
  }

  private int left(@Nullable Backfill backfill, BackfillLines lines) {
    if (session.json()) {
      Output.print(
          session.console(), backfill == null ? lines.nights() : BackfillView.of(backfill));
    } else if (backfill != null) {
      session
          .console()
          .out()
          .println(
              "  nightjar serve works at it; nightjar backfill show %d --follow watches"
                  .formatted(backfill.id()));
    }
    return ExitCode.DONE;
  }

  private int ended(Backfill backfill, BackfillLines lines) {
    PrintWriter out = session.json() ? session.console().err() : session.console().out();
    BackfillText.end(backfill).forEach(line -> out.println("  " + line));
    out.flush();
    if (session.json()) {
      Output.print(session.console(), lines.nights());
    }
    return backfill.state().status() == Status.SUCCEEDED ? ExitCode.DONE : ExitCode.FAILED;
  }

  private BackfillNights nights() {
    List<SlotName> named = dates;
    if (named != null) {
      if (from != null || to != null) {
        throw new ParameterException(
            spec.commandLine(), "--dates stands in place of --from and --to, not beside them");
      }
      return new BackfillNights.Listed(named);
    }
    return new BackfillNights.Range(
        required(from, "option: '--from=DATE' (or --dates)"),
        required(to, "option: '--to=DATE' (or --dates)"));
  }

  private <T> T required(@Nullable T value, String what) {
    if (value == null) {
      throw new ParameterException(spec.commandLine(), "Missing required " + what);
    }
    return value;
  }
}
