package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.RegistryService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar registry baseline}. */
@Command(
    name = "baseline",
    mixinStandardHelpOptions = true,
    description = "Make a version the fixed baseline that later candidates are held against.")
final class RegistryBaselineCommand extends RegistryVerb {

  @Parameters(paramLabel = "VERSION", description = "champion, or a version such as v3.")
  private String version = "";

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
  private String reason = "";

  @Override
  int act(RegistryService models, String model) throws Exception {
    return print(models.baseline(model, version, reason));
  }
}
