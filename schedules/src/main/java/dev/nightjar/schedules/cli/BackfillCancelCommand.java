package dev.nightjar.schedules.cli;

import dev.nightjar.run.Backfill;
import dev.nightjar.schedules.BackfillService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nightjar backfill cancel}. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description =
        "End a backfill: what waits is not begun, what runs ends before its next step. What is done"
            + " stays.")
final class BackfillCancelCommand extends BackfillVerb {

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; it is recorded.")
  private String reason = "";

  @Override
  int act(BackfillService backfills) {
    Backfill cancelled = backfills.cancel(id, reason);
    int left = cancelled.progress().total() - cancelled.progress().over();
    return print(
        cancelled,
        "is cancelled" + (left == 0 ? "" : "; nights that end before their next step: " + left));
  }
}
