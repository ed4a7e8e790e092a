package dev.nightjar.schedules.cli;

import dev.nightjar.access.AccessToken;
import dev.nightjar.schedules.Workspace;
import dev.nightjar.schedules.wire.TokenDocument;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code nightjar token list}. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "All tokens that ever were.")
final class TokenListCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = session.open()) {
      List<AccessToken> tokens = workspace.access().tokens();
      Console console = session.console();
      if (session.json()) {
        Output.print(console, tokens.stream().map(TokenDocument::of).toList());
      } else if (tokens.isEmpty()) {
        console.out().println("no tokens: whoever reaches a server on this machine may do all");
      } else {
        tokens.forEach(token -> console.out().println(text(token)));
      }
      return ExitCode.DONE;
    }
  }

  static String text(AccessToken token) {
    String end =
        token.revokedAt() != null
            ? "revoked at " + token.revokedAt()
            : token.expiresAt() != null ? "until " + token.expiresAt() : "";
    return String.format(
            Locale.ROOT,
            "  %-20s  %-8s  made by %s at %s  %s",
            token.name(),
            token.role().text(),
            token.createdBy(),
            token.createdAt(),
            end)
        .stripTrailing();
  }
}
