package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.Workspace;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar runs resume}. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description =
        "Go on with a run that failed, was blocked or was cancelled, as a new run of its slot: what was"
            + " made from the same inputs is not done again. Only while pipeline file and program"
            + " are what they were; otherwise: rerun.")
final class RunsResumeCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Mixin private AgainOptions again = new AgainOptions();

  @Parameters(paramLabel = "RUN", description = "The run's id, as runs list shows it.")
  private String id = "";

  @Option(
      names = "--from",
      paramLabel = "STEP",
      description =
          "Do this step and those after it again, whatever was made before: snapshot, check, train,"
              + " evaluate, decide or promote.")
  private @Nullable String from;

  @Override
  public Integer call() throws Exception {
    again.check(session);
    try (Workspace workspace = session.open()) {
      return again.go(session, workspace, workspace.runs().resume(id, from, again.pipeline()));
    }
  }
}
