package dev.nightjar.schedules.cli;

import dev.nightjar.access.AccessToken;
import dev.nightjar.schedules.Workspace;
import dev.nightjar.schedules.wire.TokenDocument;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar token revoke}. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    description = "Make a token worth nothing, at once.")
final class TokenRevokeCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(paramLabel = "NAME", description = "Whose.")
  private String name = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; it is recorded.")
  private String reason = "";

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = session.open()) {
      AccessToken token = workspace.access().revoke(name, reason);
      if (session.json()) {
        Output.print(session.console(), TokenDocument.of(token));
      } else {
        session.console().out().println("token " + name + " is revoked");
      }
      return ExitCode.DONE;
    }
  }
}
