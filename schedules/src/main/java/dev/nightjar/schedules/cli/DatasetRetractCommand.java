package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.Workspace;
import java.util.List;
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

  private String sentence(List<String> dependants) {
    return "  left out from now on too, because %s %s: %s"
        .formatted(
            dependants.size() == 1 ? "it requires" : "they require",
            segment,
            String.join(", ", dependants));
  }

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = session.open()) {
      workspace.datasets().retract(name, segment, reason);
      List<String> dependants = workspace.datasets().dependants(name, segment);
      if (session.json()) {
        Output.print(
            session.console(),
            Map.of(
                "dataset", name, "segment", segment, "reason", reason, "dependants", dependants));
      } else {
        session.console().out().println("  " + name + ": " + segment + " is retracted");
        if (!dependants.isEmpty()) {
          session.console().out().println(sentence(dependants));
        }
      }
      return ExitCode.DONE;
    }
  }
}
