package dev.nightjar.schedules.cli;

import dev.nightjar.run.ScheduleState;
import dev.nightjar.schedules.Workspace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar schedule pause}. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description =
        "Pause a pipeline's schedule: no slot becomes due. Those that would have are judged by the"
            + " misfire policy when the pause ends.")
final class SchedulePauseCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(paramLabel = "NAME", description = "The pipeline's name.")
  private String pipeline = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; it is recorded.")
  private String reason = "";

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = session.open()) {
      ScheduleState state = workspace.orchestrator().pause(pipeline, reason);
      if (session.json()) {
        Output.print(session.console(), state);
      } else {
        session
            .console()
            .out()
            .println(
                "%s is paused since %s by %s: %s"
                    .formatted(pipeline, state.pausedAt(), state.pausedBy(), state.pauseReason()));
      }
      return ExitCode.DONE;
    }
  }
}
