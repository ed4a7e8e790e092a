package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.Workspace;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar runs list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "The runs that were begun or queued last, the newest first.")
final class RunsListCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "Only those of this pipeline (default: of all).")
  private @Nullable String pipeline;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many (default: 20).")
  private int limit = 20;

  @Override
  public Integer call() throws Exception {
    if (limit < 1) {
      throw new IllegalArgumentException("--limit: expected 1 or more, found " + limit);
    }
    try (Workspace workspace = session.open()) {
      List<RunLine> runs =
          workspace.runs().latest(pipeline, limit).stream().map(RunLine::of).toList();
      Console console = session.console();
      if (session.json()) {
        Output.print(console, runs);
      } else if (runs.isEmpty()) {
        console.out().println("no runs yet" + (pipeline == null ? "" : " of " + pipeline));
      } else {
        runs.forEach(run -> console.out().println(run.text()));
      }
      return ExitCode.DONE;
    }
  }
}
