package dev.nightjar.schedules.cli;

import dev.nightjar.access.Role;
import dev.nightjar.dataset.Span;
import dev.nightjar.schedules.AccessService.Issued;
import dev.nightjar.schedules.Workspace;
import dev.nightjar.schedules.wire.TokenDocument;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar token create}. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = "Make a token. It is shown once; only its SHA-256 is kept.")
final class TokenCreateCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(paramLabel = "NAME", description = "Who will have it. A name is given once.")
  private String name = "";

  @Option(
      names = "--role",
      required = true,
      paramLabel = "viewer|operator|approver|admin",
      description =
          "What it may do: look; also queue, cancel, pause; also promote and roll back; also make"
              + " tokens and read the audit log.")
  private String role = "";

  @Option(
      names = "--expires",
      paramLabel = "SPAN",
      description = "After how long it is worth nothing, such as 90d (default: never).")
  private @Nullable String expires;

  @Override
  public Integer call() throws Exception {
    Role wanted = Role.parse(role);
    try (Workspace workspace = session.open()) {
      Issued issued =
          workspace
              .access()
              .create(name, wanted, expires == null ? null : Span.parse(expires).duration());
      if (session.json()) {
        Output.print(session.console(), TokenDocument.of(issued.token(), issued.secret()));
      } else {
        session.console().out().println(issued.secret());
        session
            .console()
            .err()
            .println("token %s is %s; it is not shown again".formatted(name, wanted.text()));
      }
      return ExitCode.DONE;
    }
  }
}
