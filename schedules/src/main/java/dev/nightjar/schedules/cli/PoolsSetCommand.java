package dev.nightjar.schedules.cli;

import dev.nightjar.run.Pool;
import dev.nightjar.schedules.Workspace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code nightjar pools set}. */
@Command(
    name = "set",
    mixinStandardHelpOptions = true,
    description =
        "Let at most so many runs with a tag go on at once, in all processes that share the ledger."
            + " What runs goes on; what is due waits.")
final class PoolsSetCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(index = "0", paramLabel = "TAG", description = "The tag, or backfill.")
  private String tag = "";

  @Parameters(index = "1", paramLabel = "PLACES", description = "How many; 0: none begins.")
  private int places;

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = session.open()) {
      Pool pool = workspace.pools().limit(tag, places);
      if (session.json()) {
        Output.print(session.console(), pool);
      } else {
        session.console().out().println(PoolsListCommand.text(pool));
      }
      return ExitCode.DONE;
    }
  }
}
