package dev.nightjar.schedules.cli;

import dev.nightjar.dataset.DatasetEvent;
import dev.nightjar.dataset.Segment;
import dev.nightjar.schedules.Workspace;
import dev.nightjar.text.Figures;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code nightjar dataset log}. */
@Command(
    name = "log",
    mixinStandardHelpOptions = true,
    description = "Show what ever happened to a dataset: who added, retracted and tagged what.")
final class DatasetLogCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(index = "0", paramLabel = "NAME", description = "The dataset.")
  private String name = "";

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = session.open()) {
      List<DatasetEvent> events = workspace.lineage().log(name);
      Console console = session.console();
      if (session.json()) {
        Output.print(console, events);
        return ExitCode.DONE;
      }
      for (DatasetEvent event : events) {
        console
            .out()
            .println(
                String.format(
                    Locale.ROOT,
                    "  %4d  %s  %-8s %s  %s",
                    event.seq(),
                    event.at().truncatedTo(ChronoUnit.SECONDS),
                    event.type(),
                    what(event),
                    "by " + event.actor()));
      }
      return ExitCode.DONE;
    }
  }

  private static String what(DatasetEvent event) {
    if (event.tag() != null) {
      return event.tag() + " = entries up to " + event.tagged();
    }
    return names(event.segments())
        + " ("
        + Figures.count(event.rows(), "row")
        + ", "
        + Figures.bytes((double) event.bytes())
        + ")"
        + (event.reason().isEmpty() ? "" : ": " + event.reason());
  }

  private static String names(List<Segment> segments) {
    if (segments.size() == 1) {
      return segments.get(0).name();
    }
    return segments.isEmpty()
        ? "nothing"
        : Figures.count(segments.size(), "segment")
            + ", "
            + segments.get(0).name()
            + " to "
            + segments.get(segments.size() - 1).name();
  }
}
