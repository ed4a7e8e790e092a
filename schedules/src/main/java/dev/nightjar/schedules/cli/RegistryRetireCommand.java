package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.RegistryService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar registry retire}. */
@Command(
    name = "retire",
    mixinStandardHelpOptions = true,
    description = "Take a version out of use for ever. Champion and baseline cannot be retired.")
final class RegistryRetireCommand extends RegistryVerb {

  @Parameters(paramLabel = "VERSION", description = "previous, or a version such as v3.")
  private String version = "";

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
  private String reason = "";

  @Override
  int act(RegistryService models, String model) throws Exception {
    return print(models.retire(model, version, reason));
  }
}
