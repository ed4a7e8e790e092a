package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.Workspace;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar dataset retract}. */
@Command(
    name = "retract",
    mixinStandardHelpOptions = true,
    description = "Take a segment out of every later snapshot. Its bytes stay.")
final class DatasetRetractCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(index = "0", paramLabel = "NAME", description = "The dataset.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "SEGMENT", description = "The segment.")
  private String segment = "";

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
  private String reason = "";

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = session.open()) {
      workspace.datasets().retract(name, segment, reason);
      if (session.json()) {
        Output.print(
            session.console(), Map.of("dataset", name, "segment", segment, "reason", reason));
      } else {
        session.console().out().println("  " + name + ": " + segment + " is retracted");
      }
      return ExitCode.DONE;
    }
  }
}
