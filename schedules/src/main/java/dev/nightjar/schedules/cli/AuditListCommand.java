package dev.nightjar.schedules.cli;

import dev.nightjar.access.AuditEntry;
import dev.nightjar.access.AuditPage;
import dev.nightjar.schedules.Workspace;
import dev.nightjar.schedules.wire.AuditDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nightjar audit list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "The latest entries of the audit log, the newest first.")
final class AuditListCommand implements Callable<Integer> {

  private static final int PAGE = 200;

  @Mixin private Session session = new Session();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many (default: 20).")
  private int limit = 20;

  @Override
  public Integer call() throws Exception {
    if (limit < 1) {
      throw new IllegalArgumentException("--limit: expected 1 or more, found " + limit);
    }
    try (Workspace workspace = session.open()) {
      List<AuditPage.Recorded> entries = entries(workspace);
      Console console = session.console();
      if (session.json()) {
        Output.print(console, entries.stream().map(AuditDocument::of).toList());
      } else if (entries.isEmpty()) {
        console.out().println("nothing was done yet");
      } else {
        entries.forEach(e -> console.out().println(text(e.entry())));
      }
      return ExitCode.DONE;
    }
  }

  private List<AuditPage.Recorded> entries(Workspace workspace) {
    List<AuditPage.Recorded> entries = new ArrayList<>();
    @Nullable Long before = null;
    do {
      AuditPage page = workspace.access().audit(before, Math.min(PAGE, limit - entries.size()));
      entries.addAll(page.entries());
      before = page.next();
    } while (before != null && entries.size() < limit);
    return entries;
  }

  private static String text(AuditEntry e) {
    String line =
        "  %s  %-7s  %s  %s %s  from %s"
            .formatted(e.at(), e.outcome(), e.actor(), e.verb(), e.object(), e.origin());
    String reason = e.reason().isEmpty() ? "" : "  because: " + e.reason();
    String detail = e.detail().isEmpty() ? "" : "  (" + e.detail() + ")";
    // What came from elsewhere must not steer a terminal.
    return (line + reason + detail).replaceAll("\\p{Cntrl}", " ");
  }
}
