package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.Workspace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code nightjar runs rerun}. */
@Command(
    name = "rerun",
    mixinStandardHelpOptions = true,
    description =
        "Do a run that is over again from its first step, as a new run of its slot, with pipeline file and"
            + " program as they are now. What differs from the earlier run is said and recorded.")
final class RunsRerunCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Mixin private AgainOptions again = new AgainOptions();

  @Parameters(paramLabel = "RUN", description = "The run's id, as runs list shows it.")
  private String id = "";

  @Override
  public Integer call() throws Exception {
    again.check(session);
    try (Workspace workspace = session.open()) {
      return again.go(session, workspace, workspace.runs().rerun(id, again.pipeline()));
    }
  }
}
