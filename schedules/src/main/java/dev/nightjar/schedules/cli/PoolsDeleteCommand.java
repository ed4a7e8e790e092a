package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.Workspace;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code nightjar pools delete}. */
@Command(
    name = "delete",
    mixinStandardHelpOptions = true,
    description = "Let any number of runs with a tag go on.")
final class PoolsDeleteCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(paramLabel = "TAG", description = "The tag, or backfill.")
  private String tag = "";

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = session.open()) {
      workspace.pools().unlimit(tag);
      if (session.json()) {
        Output.print(session.console(), Map.of("tag", tag));
      } else {
        session.console().out().println("nothing limits the tag " + tag + " any more");
      }
      return ExitCode.DONE;
    }
  }
}
