package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.RegistryService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar registry taint}. */
@Command(
    name = "taint",
    mixinStandardHelpOptions = true,
    description =
        "Record that a version's training data were found wrong. It becomes champion only by force"
            + " then; a champion stays until a person or a night moves it.")
final class RegistryTaintCommand extends RegistryVerb {

  @Parameters(
      paramLabel = "VERSION",
      description = "champion, previous, baseline, or a version such as v3.")
  private String version = "";

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
  private String reason = "";

  @Override
  int act(RegistryService models, String model) throws Exception {
    return print(models.taint(model, version, reason));
  }
}
