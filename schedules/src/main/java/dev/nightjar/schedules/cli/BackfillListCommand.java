package dev.nightjar.schedules.cli;

import dev.nightjar.run.Backfill;
import dev.nightjar.schedules.BackfillView;
import dev.nightjar.schedules.Workspace;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nightjar backfill list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "The backfills that were made last, the newest first.")
final class BackfillListCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many (default: 20).")
  private int limit = 20;

  @Override
  public Integer call() throws Exception {
    if (limit < 1) {
      throw new IllegalArgumentException("--limit: expected 1 or more, found " + limit);
    }
    try (Workspace workspace = session.open()) {
      List<Backfill> backfills = workspace.backfills().latest(limit);
      Console console = session.console();
      if (session.json()) {
        Output.print(console, backfills.stream().map(BackfillView::of).toList());
      } else if (backfills.isEmpty()) {
        console.out().println("no backfills yet");
      } else {
        backfills.forEach(backfill -> console.out().println(BackfillText.line(backfill)));
      }
      return ExitCode.DONE;
    }
  }
}
