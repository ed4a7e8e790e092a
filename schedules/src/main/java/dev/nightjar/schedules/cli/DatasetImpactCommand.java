package dev.nightjar.schedules.cli;

import dev.nightjar.lineage.Impact;
import dev.nightjar.schedules.Workspace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code nightjar dataset impact}. */
@Command(
    name = "impact",
    mixinStandardHelpOptions = true,
    description =
        "Show what was made of a segment: the snapshots and nights that read it, and the versions"
            + " that were trained or judged on it.")
final class DatasetImpactCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(index = "0", paramLabel = "NAME", description = "The dataset.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "SEGMENT", description = "The segment.")
  private String segment = "";

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = session.open()) {
      Impact impact = workspace.lineage().impact(name, segment);
      if (session.json()) {
        Output.print(session.console(), impact);
      } else {
        ImpactLines.print(session.console(), impact, false);
      }
      return ExitCode.DONE;
    }
  }
}
