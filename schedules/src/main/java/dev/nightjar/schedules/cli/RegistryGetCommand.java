package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.RegistryService;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar registry get}. */
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    description = "Fetch a version's files into a folder, verified.")
final class RegistryGetCommand extends RegistryVerb {

  @Parameters(
      paramLabel = "VERSION",
      description = "champion, previous, baseline, or a version such as v3.")
  private String version = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description = "A folder that is not there yet.")
  private Path to = Path.of("");

  @Override
  int act(RegistryService models, String model) throws Exception {
    String got = models.get(model, version, to);
    if (session.json()) {
      Output.print(session.console(), Map.of("model", model, "version", got, "to", to.toString()));
    } else {
      session.console().out().println("  " + model + " " + got + " is in " + to);
    }
    return ExitCode.DONE;
  }
}
