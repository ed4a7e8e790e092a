package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.RegistryService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar registry promote}. */
@Command(
    name = "promote",
    mixinStandardHelpOptions = true,
    description =
        "Make a version champion whatever its gates said, tainted or not. Recorded as forced.")
final class RegistryPromoteCommand extends RegistryVerb {

  @Parameters(paramLabel = "VERSION", description = "A version such as v3.")
  private String version = "";

  @Option(
      names = "--force",
      required = true,
      description = "Say that you mean it: only a night promotes on merit.")
  private boolean force;

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
  private String reason = "";

  @Override
  int act(RegistryService models, String model) throws Exception {
    if (!force) {
      throw new IllegalArgumentException("a promotion by hand needs --force");
    }
    return print(models.force(model, version, reason));
  }
}
