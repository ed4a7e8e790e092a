package dev.nightjar.schedules.cli;

import dev.nightjar.run.Run;
import dev.nightjar.run.RunState.Status;
import dev.nightjar.schedules.Workspace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar runs cancel}. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description =
        "End a run that waits or runs. One that runs ends before its next step, or within half a"
            + " minute where its trainer tells how far it is.")
final class RunsCancelCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(paramLabel = "RUN", description = "The run's id, as runs list shows it.")
  private String id = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; it is recorded.")
  private String reason = "";

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = session.open()) {
      Run run = workspace.runs().cancel(id, reason);
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
    if (status == Status.CANCELLED) {
      return "run " + run.id() + " is cancelled";
    }
    return status.isFinal()
        ? "run " + run.id() + " was over: " + status
        : "run " + run.id() + " will end before its next step";
  }
}
