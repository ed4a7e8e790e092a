package dev.nightjar.schedules.cli;

import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Segment;
import dev.nightjar.schedules.DatasetService;
import dev.nightjar.schedules.Workspace;
import dev.nightjar.text.Figures;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar dataset add}. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = "Add the rows of files to a dataset: all of them, or none.")
final class DatasetAddCommand implements Callable<Integer> {

  /** How rows become segments. */
  enum By {
    day,
    whole
  }

  @Mixin private Session session = new Session();

  @Parameters(index = "0", paramLabel = "NAME", description = "The dataset.")
  private String name = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description = "CSV (gzip too), JSON lines or Parquet.")
  private List<Path> files = List.of();

  @Option(
      names = "--time",
      paramLabel = "EXPR",
      description =
          "Event time of a row: a column or an expression such as make_date(Year, Month, Day)."
              + " Needed the first time.")
  private @Nullable String time;

  @Option(
      names = "--by",
      paramLabel = "day|whole",
      description = "One segment for each day, or one for all (default: day).")
  private @Nullable By by;

  @Option(
      names = "--as",
      paramLabel = "DELTA",
      description = "One segment for all, with this name.")
  private @Nullable String as;

  @Option(
      names = "--requires",
      paramLabel = "SEGMENT",
      split = ",",
      description =
          "Segments without which these rows make no sense. A recipe that leaves one out is"
              + " refused; when one is retracted, these are left out too.")
  private List<String> requires = List.of();

  @Option(names = "--drop-undated", description = "Leave out rows without a time.")
  private boolean dropUndated;

  @Override
  public Integer call() throws Exception {
    if (as != null && by == By.day) {
      throw new IllegalArgumentException("--as names one segment for all; it goes with --by whole");
    }
    try (Workspace workspace = session.open()) {
      DatasetService.Added added =
          workspace
              .datasets()
              .add(
                  name,
                  files,
                  time == null ? null : new Expression(time),
                  dropUndated,
                  new DatasetService.Naming(as == null && by != By.whole, as, requires));
      if (session.json()) {
        Output.print(session.console(), added);
      } else {
        session.console().out().println("  " + sentence(added));
      }
      return ExitCode.DONE;
    }
  }

  private static String sentence(DatasetService.Added added) {
    if (added.segments().isEmpty()) {
      return added.dataset()
          + ": nothing new, all "
          + added.unchanged().size()
          + " segments were there";
    }
    List<Segment> segments = added.segments();
    return "%s: %s in %s, %s to %s%s%s"
        .formatted(
            added.dataset(),
            Figures.count(added.rows(), "row"),
            Figures.count(segments.size(), "segment"),
            segments.get(0).name(),
            segments.get(segments.size() - 1).name(),
            added.unchanged().isEmpty() ? "" : "; " + added.unchanged().size() + " were there",
            added.dropped() == 0 ? "" : "; " + added.dropped() + " rows without a time left out");
  }
}
