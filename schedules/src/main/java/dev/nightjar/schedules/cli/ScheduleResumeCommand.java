package dev.nightjar.schedules.cli;

import dev.nightjar.run.ScheduleState;
import dev.nightjar.schedules.Workspace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code nightjar schedule resume}. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = "End the pause of a pipeline's schedule.")
final class ScheduleResumeCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(paramLabel = "NAME", description = "The pipeline's name.")
  private String pipeline = "";

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = session.open()) {
      ScheduleState state = workspace.orchestrator().resume(pipeline);
      if (session.json()) {
        Output.print(session.console(), state);
      } else {
        session.console().out().println(pipeline + " is not paused");
      }
      return ExitCode.DONE;
    }
  }
}
