package dev.nightjar.schedules.cli;

import dev.nightjar.lineage.Impact;
import dev.nightjar.lineage.ImpactText;
import dev.nightjar.schedules.Workspace;
import dev.nightjar.text.Figures;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar dataset retract}. */
@Command(
    name = "retract",
    mixinStandardHelpOptions = true,
    description =
        "Take a segment out of every later snapshot, and taint the versions that were trained on it."
            + " Its bytes stay.")
final class DatasetRetractCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(index = "0", paramLabel = "NAME", description = "The dataset.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "SEGMENT", description = "The segment.")
  private String segment = "";

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
  private String reason = "";

  @Option(names = "--dry-run", description = "Show what was made of it, and retract nothing.")
  private boolean dryRun;

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
      Impact impact =
          dryRun
              ? workspace.lineage().impact(name, segment)
              : workspace.lineage().retract(name, segment, reason);
      List<String> dependants = workspace.datasets().dependants(name, segment);
      if (session.json()) {
        Output.print(
            session.console(),
            new Retracted(
                name, segment, reason, dryRun, dependants, impact, ImpactText.next(impact)));
        return ExitCode.DONE;
      }
      ImpactLines.print(session.console(), impact, true);
      session.console().out().println();
      session
          .console()
          .out()
          .println(
              dryRun
                  ? "  nothing was retracted (--dry-run)"
                  : "  "
                      + name
                      + ": "
                      + segment
                      + " is retracted; "
                      + Figures.count(impact.trained().size(), "version")
                      + " tainted");
      if (!dependants.isEmpty()) {
        session.console().out().println(sentence(dependants));
      }
      return ExitCode.DONE;
    }
  }

  /** The JSON document. */
  private record Retracted(
      String dataset,
      String segment,
      String reason,
      boolean dryRun,
      List<String> dependants,
      Impact impact,
      List<String> next) {}
}
