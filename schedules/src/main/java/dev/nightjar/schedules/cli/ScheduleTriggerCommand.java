package dev.nightjar.schedules.cli;

import dev.nightjar.run.Run;
import dev.nightjar.run.RunState.Status;
import dev.nightjar.schedules.SlotName;
import dev.nightjar.schedules.Workspace;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar schedule trigger}. */
@Command(
    name = "trigger",
    mixinStandardHelpOptions = true,
    description =
        "Queue a slot by hand, for nightjar serve to run it. Without a server: nightjar run.")
final class ScheduleTriggerCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(paramLabel = "PIPELINE", description = "The pipeline file; with --server its name.")
  private Path pipeline = Path.of("");

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description =
          "The slot of that day, or of that time when the day has several, a holiday too (default: the latest slot that is due and that no"
              + " calendar leaves out).")
  private @Nullable SlotName date;

  @Option(names = "--again", description = "Also when the slot has a finished run.")
  private boolean again;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description =
          "A value for a parameter that the pipeline file declares. Part of what the run pins.")
  private Map<String, String> params = new LinkedHashMap<>();

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = session.open()) {
      Run run = workspace.orchestrator().trigger(pipeline, date, again, params);
      if (session.json()) {
        Output.print(session.console(), RunLine.of(run));
      } else {
        session.console().out().println(text(run));
      }
      return ExitCode.DONE;
    }
  }

  private static String text(Run run) {
    Status status = run.state().status();
    if (status == Status.QUEUED) {
      return "run " + run.id() + " is queued for " + run.slot().logicalTime();
    }
    String rest = status.isFinal() ? "; --again runs it once more" : "";
    return "run " + run.id() + " of " + run.slot().logicalTime() + " is " + status + rest;
  }
}
