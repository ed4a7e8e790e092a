package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.RegistryService;
import dev.nightjar.schedules.RegistryService.Mirrored;
import java.io.PrintWriter;
import java.net.URI;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nightjar registry mirror}. */
@Command(
    name = "mirror",
    mixinStandardHelpOptions = true,
    description =
        "Bring an MLflow tracking server up to a model: registered model, versions with tags, and the"
            + " aliases champion, previous and baseline. One way; the same again changes nothing.")
final class RegistryMirrorCommand extends RegistryVerb {

  @Option(
      names = "--to",
      required = true,
      paramLabel = "URL",
      description =
          "The tracking server, http or https. A token is read from the environment variable"
              + " MLFLOW_TRACKING_TOKEN.")
  private URI server = URI.create("");

  @Override
  int act(RegistryService models, String model) throws Exception {
    Mirrored mirrored = models.mirror(model, server);
    if (session.json()) {
      Output.print(session.console(), mirrored);
      return ExitCode.DONE;
    }
    PrintWriter out = session.console().out();
    mirrored.changes().forEach(change -> out.println("  " + change));
    out.println(
        "  %s shows %s up to entry %d%s"
            .formatted(
                mirrored.server(),
                mirrored.model(),
                mirrored.position(),
                mirrored.changes().isEmpty() ? ": nothing was to be done" : ""));
    return ExitCode.DONE;
  }
}
