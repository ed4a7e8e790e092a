package dev.nightjar.schedules.cli;

import dev.nightjar.run.Backfill;
import dev.nightjar.schedules.BackfillService;
import dev.nightjar.schedules.BackfillView;
import dev.nightjar.schedules.Workspace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What the verbs about one backfill share: the session and its number. */
abstract class BackfillVerb implements Callable<Integer> {

  @Mixin Session session = new Session();

  @Parameters(paramLabel = "ID", description = "The backfill's number, as backfill list shows it.")
  long id;

  /** Does it, and returns the exit code. */
  abstract int act(BackfillService backfills) throws Exception;

  @Override
  public final Integer call() throws Exception {
    try (Workspace workspace = session.open()) {
      return act(workspace.backfills());
    }
  }

  /** Prints how it stands now. */
  final int print(Backfill backfill, String text) {
    if (session.json()) {
      Output.print(session.console(), BackfillView.of(backfill));
    } else {
      session.console().out().println("backfill " + id + " " + text);
    }
    return ExitCode.DONE;
  }
}
