package dev.nightjar.schedules.cli;

import dev.nightjar.lineage.DatasetDiff;
import dev.nightjar.lineage.DatasetDiffText;
import dev.nightjar.schedules.Workspace;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar dataset diff}. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description =
        "Compare two versions of a dataset: segments, columns, rows and distributions. A and B are"
            + " a tag, latest, a position of the log such as @41, or the id of a snapshot. Segments"
            + " that both have are not read.")
final class DatasetDiffCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(index = "0", paramLabel = "NAME", description = "The dataset.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "A", description = "The version before.")
  private String before = "";

  @Parameters(index = "2", paramLabel = "B", description = "The version after.")
  private String after = "";

  @Option(
      names = "--id",
      paramLabel = "COLUMN",
      split = ",",
      description =
          "Columns that name a row, so that a changed row is told from a removed and an added one"
              + " (default: rows are compared whole).")
  private List<String> id = List.of();

  @Option(
      names = "--all",
      description =
          "Compare the distributions of all rows; otherwise those of the rows in segments that only"
              + " one of the two has.")
  private boolean all;

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = session.open()) {
      DatasetDiff diff = workspace.lineage().diff(name, before, after, id, all);
      if (session.json()) {
        Output.print(session.console(), diff);
        return ExitCode.DONE;
      }
      DatasetDiffText.lines(diff)
          .forEach(line -> session.console().out().println(line.isEmpty() ? line : "  " + line));
      return ExitCode.DONE;
    }
  }
}
