package dev.nightjar.schedules.cli;

import dev.nightjar.run.Backfill;
import dev.nightjar.schedules.BackfillService;
import picocli.CommandLine.Command;

/** {@code nightjar backfill resume}. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description =
        "End the pause of a backfill. nightjar serve goes on with it, or the call that made it.")
final class BackfillResumeCommand extends BackfillVerb {

  @Override
  int act(BackfillService backfills) {
    Backfill resumed = backfills.resume(id);
    return print(resumed, "goes on: " + BackfillText.progress(resumed));
  }
}
