package dev.nightjar.schedules.cli;

import dev.nightjar.run.LogLine;
import dev.nightjar.run.Pause;
import dev.nightjar.schedules.RunsService;
import dev.nightjar.schedules.RunsService.LogPage;
import dev.nightjar.schedules.Workspace;
import dev.nightjar.store.CanonicalJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar runs logs}. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description =
        "What a run did: its steps, how far they are, what failed and why, and what the program said"
            + " meanwhile. A run that works writes every ten seconds at the latest; what one that was"
            + " killed had not written is lost.")
final class RunsLogsCommand implements Callable<Integer> {

  private static final Duration LOOK = Duration.ofSeconds(1);

  @Mixin private Session session = new Session();

  @Parameters(paramLabel = "RUN", description = "The run's id, as runs list shows it.")
  private String id = "";

  @Option(
      names = {"-f", "--follow"},
      description =
          "Go on until the run has ended, wherever it is. With --output json each line is a JSON"
              + " document.")
  private boolean follow;

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = session.open()) {
      RunsService runs = workspace.runs();
      if (follow) {
        follow(runs);
      } else {
        List<LogLine> lines = all(runs);
        if (session.json()) {
          Output.print(session.console(), lines);
        } else if (lines.isEmpty()) {
          session.console().out().println("run " + id + " has no log yet");
        } else {
          lines.forEach(this::print);
        }
      }
      return ExitCode.DONE;
    }
  }

  private List<LogLine> all(RunsService runs) throws Exception {
    List<LogLine> lines = new ArrayList<>();
    LogPage page = runs.logs(id, 0);
    while (!page.lines().isEmpty()) {
      lines.addAll(page.lines());
      page = runs.logs(id, page.next());
    }
    return lines;
  }

  private void follow(RunsService runs) throws Exception {
    LogPage page = runs.logs(id, 0);
    while (true) {
      for (LogLine line : page.lines()) {
        if (session.json()) {
          session.console().out().println(CanonicalJson.text(line));
        } else {
          print(line);
        }
      }
      session.console().out().flush();
      if (page.ended()) {
        return;
      }
      if (page.lines().isEmpty()) {
        Pause.system().pause(LOOK);
      }
      page = runs.logs(id, page.next());
    }
  }

  private void print(LogLine line) {
    session.console().out().println(text(line));
  }

  static String text(LogLine line) {
    List<String> rows = line.text().lines().map(RunsLogsCommand::printable).toList();
    StringBuilder text = new StringBuilder(line.at().toString());
    text.append(line.level() == LogLine.Level.INFO ? "  " : "  " + line.level() + "  ");
    if (line.step() != null) {
      text.append(line.step()).append("  ");
    }
    text.append(rows.isEmpty() ? "" : rows.get(0));
    rows.stream().skip(1).forEach(row -> text.append("\n    ").append(row));
    return text.toString().stripTrailing();
  }

  /** What came from elsewhere must not steer a terminal. */
  private static String printable(String row) {
    return row.replaceAll("\\p{Cntrl}", " ");
  }
}
