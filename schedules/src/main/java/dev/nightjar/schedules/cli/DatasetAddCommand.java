package dev.nightjar.schedules.cli;

import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Segment;
import dev.nightjar.schedules.DatasetService;
import dev.nightjar.schedules.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
      defaultValue = "day",
      description = "One segment for each day, or one for all (default: day).")
  private By by = By.day;

  @Option(names = "--drop-undated", description = "Leave out rows without a time.")
  private boolean dropUndated;

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = session.open()) {
      DatasetService.Added added =
          workspace
              .datasets()
              .add(
                  name,
                  files,
                  time == null ? null : new Expression(time),
                  by == By.day,
                  dropUndated);
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
    return String.format(
        Locale.ROOT,
        "%s: %,d rows in %d segments, %s to %s%s%s",
        added.dataset(),
        added.rows(),
        segments.size(),
        segments.get(0).name(),
        segments.get(segments.size() - 1).name(),
        added.unchanged().isEmpty() ? "" : "; " + added.unchanged().size() + " were there",
        added.dropped() == 0 ? "" : "; " + added.dropped() + " rows without a time left out");
  }
}
