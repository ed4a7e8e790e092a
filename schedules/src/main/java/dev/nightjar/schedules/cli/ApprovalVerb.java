package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.ApprovalService;
import dev.nightjar.schedules.ApprovalService.Answered;
import dev.nightjar.schedules.Workspace;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the answers to a night that waits have in common. */
abstract class ApprovalVerb implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(paramLabel = "RUN", description = "The run that waits, as runs list shows it.")
  private String run = "";

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who says so (default: the user of this machine; a server goes by the token).")
  private @Nullable String by;

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
  private String reason = "";

  abstract Answered answer(
      ApprovalService approvals, String run, @Nullable String by, String reason) throws Exception;

  @Override
  public final Integer call() throws Exception {
    try (Workspace workspace = session.open()) {
      Answered answered = answer(workspace.approvals(), run, by, reason);
      if (session.json()) {
        Output.print(session.console(), answered);
      } else {
        session.console().out().println(text(answered));
      }
      return ExitCode.DONE;
    }
  }

  private static String text(Answered a) {
    String who =
        a.again()
            ? "already %s by %s on %s: %s".formatted(a.answer(), a.by(), a.at(), a.reason())
            : "%s by %s: %s".formatted(a.answer(), a.by(), a.reason());
    String now =
        a.championAfter() == null ? "there is no champion" : "champion " + a.championAfter();
    String before = a.championBefore() == null ? "none" : a.championBefore();
    return "%s · %s of run %s was %s · %s (judged against %s)"
        .formatted(a.pipeline(), a.modelVersion(), a.runId(), who, now, before);
  }
}
