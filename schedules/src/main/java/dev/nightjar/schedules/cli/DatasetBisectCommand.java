package dev.nightjar.schedules.cli;

import dev.nightjar.lineage.BisectSearch;
import dev.nightjar.lineage.BisectText;
import dev.nightjar.schedules.LineageService;
import dev.nightjar.schedules.Workspace;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar dataset bisect}. */
@Command(
    name = "bisect",
    mixinStandardHelpOptions = true,
    description =
        "Find the delta that hurt a refused night: train without some deltas and judge on the dev"
            + " rows, so that no test set is asked. A delta is named when leaving it out helps more"
            + " than leaving out deltas that are no suspects, up to 8 of which are tried. Nothing is"
            + " registered. The same command goes on where it was interrupted.")
final class DatasetBisectCommand implements Callable<Integer> {

  /** What is left out at a time. */
  enum By {
    halves,
    one
  }

  @Mixin private Session session = new Session();

  @Parameters(paramLabel = "PIPELINE", description = "The pipeline file.")
  private Path pipeline = Path.of("");

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The night.")
  private LocalDate date = LocalDate.EPOCH;

  @Option(
      names = "--by",
      paramLabel = "halves|one",
      defaultValue = "halves",
      description =
          "Halve the suspects, which is right as long as one delta does most of the harm, or leave"
              + " out one at a time (default: halves).")
  private By by = By.halves;

  @Option(
      names = "--suspects",
      split = ",",
      paramLabel = "PATTERN",
      description =
          "Names of segments, * for anything (default: what trains the night and did not train the"
              + " last promoted one).")
  private List<String> suspects = List.of();

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      defaultValue = "log_loss",
      description = "What judges on the dev rows (default: log_loss, which sees every row).")
  private String metric = "log_loss";

  @Option(
      names = "--confidence",
      paramLabel = "SHARE",
      defaultValue = "0.95",
      description =
          "One-sided, for all suspects together: when all deltas are alike, one is named in at most 1"
              + " night of 20 (default: 0.95).")
  private double confidence = 0.95;

  @Option(
      names = "--max-trials",
      paramLabel = "N",
      defaultValue = "50",
      description = "Refuse a search that may train more models (default: 50).")
  private int maxTrials = 50;

  @Override
  public Integer call() throws Exception {
    Console console = session.console();
    try (Workspace workspace = session.open()) {
      BisectLines progress = new BisectLines(session.json() ? console.err() : console.out());
      LineageService.Bisected found =
          workspace
              .lineage()
              .bisect(
                  new LineageService.BisectRequest(
                      pipeline,
                      date,
                      by == By.one ? BisectSearch.By.ONE : BisectSearch.By.HALVES,
                      suspects,
                      metric,
                      confidence,
                      maxTrials),
                  progress);
      if (session.json()) {
        Output.print(console, found);
        return ExitCode.DONE;
      }
      console.out().println();
      BisectText.lines(found.bisection())
          .forEach(line -> console.out().println(line.isEmpty() ? line : "  " + line));
      console.out().println();
      console.out().println("  report  " + found.page());
      return ExitCode.DONE;
    }
  }
}
