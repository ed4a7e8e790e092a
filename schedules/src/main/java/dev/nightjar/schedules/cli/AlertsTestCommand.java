package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.AlertService;
import dev.nightjar.schedules.Workspace;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code nightjar alerts test}. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description =
        "Send a test message to every channel of nightjar.yaml, and say what each answered. Exit 1"
            + " when one did not take it.")
final class AlertsTestCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = session.open()) {
      List<AlertService.Tested> said = workspace.alerts().test();
      Console console = session.console();
      if (session.json()) {
        Output.print(console, said);
      } else if (said.isEmpty()) {
        console.out().println("no channels: name some under alerts: in nightjar.yaml");
      } else {
        said.forEach(
            one ->
                console
                    .out()
                    .printf(
                        "%-9s %s: %s%n",
                        one.accepted() ? "taken" : "not taken", one.channel(), one.answer()));
      }
      return said.stream().allMatch(AlertService.Tested::accepted)
          ? ExitCode.DONE
          : ExitCode.FAILED;
    }
  }
}
