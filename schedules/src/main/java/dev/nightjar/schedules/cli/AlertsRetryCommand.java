package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.Workspace;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code nightjar alerts retry}. */
@Command(
    name = "retry",
    mixinStandardHelpOptions = true,
    description =
        "Send again, at once, what was given up and what waits for its next try. What does not come"
            + " through goes on waiting.")
final class AlertsRetryCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "How the id of one alert begins (default: all).")
  private @Nullable String id;

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = session.open()) {
      Console console = session.console();
      int copies =
          workspace.alerts().retry(id, remark -> console.err().println("nightjar: " + remark));
      if (session.json()) {
        Output.print(console, Map.of("retried", copies));
      } else {
        console.out().println("tried again: " + copies);
      }
      return ExitCode.DONE;
    }
  }
}
