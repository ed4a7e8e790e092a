package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.RegistryService;
import dev.nightjar.schedules.RegistryService.Exported;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar registry export}. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Write a signed statement about the files of a version: in-toto in a DSSE envelope, as OpenSSF"
            + " Model Signing v1.0 has it. The files themselves come from registry get.")
final class RegistryExportCommand extends RegistryVerb {

  @Parameters(
      paramLabel = "VERSION",
      description = "champion, previous, baseline, or a version such as v3.")
  private String version = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FILE",
      description = "A file that is not there yet, such as model.sig.")
  private Path to = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "KEY.pem",
      defaultValue = "${NIGHTJAR_SIGNING_KEY:-}",
      description =
          "Private key of P-256, PKCS#8, not encrypted (default: the file that NIGHTJAR_SIGNING_KEY"
              + " names; without either the statement is not signed).")
  private String key = "";

  @Override
  int act(RegistryService models, String model) throws Exception {
    @Nullable Path pem = key.isEmpty() ? null : Path.of(key);
    Exported exported = models.export(model, version, to, pem);
    if (exported.keyReadByAll()) {
      session
          .console()
          .err()
          .println("nightjar: everybody on this machine can read " + key + ": chmod 600 " + key);
    }
    if (session.json()) {
      Output.print(session.console(), exported);
    } else {
      session
          .console()
          .out()
          .println(
              "  %s %s: %s statement in %s"
                  .formatted(
                      exported.model(),
                      exported.version(),
                      exported.signed() ? "a signed" : "an unsigned",
                      exported.file()));
    }
    return ExitCode.DONE;
  }
}
