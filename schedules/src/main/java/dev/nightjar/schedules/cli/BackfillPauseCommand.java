package dev.nightjar.schedules.cli;

import dev.nightjar.run.Backfill;
import dev.nightjar.schedules.BackfillService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nightjar backfill pause}. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description = "Begin no more nights of a backfill for now; those that run go on to their end.")
final class BackfillPauseCommand extends BackfillVerb {

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "paused by hand",
      description = "Why; it is recorded.")
  private String reason = "";

  @Override
  int act(BackfillService backfills) {
    Backfill paused = backfills.pause(id, reason);
    return print(paused, "is paused (" + paused.state().reason() + ")");
  }
}
