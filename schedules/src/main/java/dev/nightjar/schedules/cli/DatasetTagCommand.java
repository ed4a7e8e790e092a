package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.Workspace;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code nightjar dataset tag}. */
@Command(
    name = "tag",
    mixinStandardHelpOptions = true,
    description =
        "Give all that a dataset holds now a name. A recipe that says at: TAG sees nothing that was"
            + " added later.")
final class DatasetTagCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(index = "0", paramLabel = "NAME", description = "The dataset.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "TAG", description = "The new name; not a number.")
  private String tag = "";

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = session.open()) {
      long position = workspace.datasets().tag(name, tag);
      if (session.json()) {
        Output.print(session.console(), Map.of("dataset", name, "tag", tag, "position", position));
      } else {
        session
            .console()
            .out()
            .println("  " + name + ": " + tag + " names its log up to entry " + position);
      }
      return ExitCode.DONE;
    }
  }
}
