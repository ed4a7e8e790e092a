package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.Workspace;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar step}: what operators start. No verb for people. */
@Command(
    name = "step",
    hidden = true,
    mixinStandardHelpOptions = true,
    description =
        "Do one try of one step, as an order in the object store says, and answer there. Started by"
            + " operators, not by people.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the answer is in the store",
      "3:out of heap (the JVM's own, with -XX:+ExitOnOutOfMemoryError)",
      "10 to 17:failed: USER, DATA, OOM, EVICTED, IMAGE, UNSCHEDULABLE, TIMEOUT, INFRA",
      "20:with --tethered: nobody waited any more"
    })
final class StepCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(paramLabel = "ORDER", description = "The order's object in the store.")
  private String order = "";

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "For what the step needs while it works (default: in the workspace).")
  private @Nullable Path folder;

  @Option(
      names = "--tethered",
      description = "End when standard input ends, or says nothing for 30 seconds.")
  private boolean tethered;

  @Override
  public Integer call() throws Exception {
    Console console = session.console();
    try (Workspace workspace = session.open()) {
      return workspace
          .steps()
          .execute(
              order,
              folder,
              tethered,
              line -> {
                console.out().println(line);
                console.out().flush();
              });
    }
  }
}
