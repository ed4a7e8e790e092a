package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.RegistryService;
import dev.nightjar.schedules.RegistryService.Act;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nightjar registry rollback}. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = "Make an earlier champion the champion again, after all its bytes were verified.")
final class RegistryRollbackCommand extends RegistryVerb {

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      description = "An earlier champion (default: the previous one).")
  private @Nullable String to;

  @Option(
      names = "--force",
      description = "Even to a tainted version. The log says that this was passed over.")
  private boolean force;

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
  private String reason = "";

  @Override
  int act(RegistryService models, String model) throws Exception {
    return print(models.rollback(model, to, new Act(reason, force)));
  }
}
