package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.SignatureService.Checked;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar registry check-signature}. */
@Command(
    name = "check-signature",
    mixinStandardHelpOptions = true,
    description =
        "Check a signed statement and the files that it speaks of. Needs no workspace. Exit code 1"
            + " when the signature or a file is not right.")
final class RegistryCheckSignatureCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(paramLabel = "FILE", description = "What registry export wrote.")
  private Path file = Path.of("");

  @Option(
      names = "--key",
      required = true,
      paramLabel = "PUB.pem",
      description = "The public key: P-256, P-384 or P-521.")
  private Path key = Path.of("");

  @Option(
      names = "--model-dir",
      required = true,
      paramLabel = "DIR",
      description = "What registry get wrote.")
  private Path folder = Path.of("");

  @Override
  public Integer call() throws Exception {
    Checked checked = session.signatures().check(file, key, folder);
    if (session.json()) {
      Output.print(session.console(), checked);
    } else {
      PrintWriter out = session.console().out();
      out.println("  the signature over " + checked.model() + " is good");
      checked.files().forEach(name -> out.println("  ✓ " + name));
      checked.findings().forEach(finding -> out.println("  ✗ " + finding));
    }
    return checked.findings().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }
}
