package dev.nightjar.schedules.cli;

import dev.nightjar.run.Attempt;
import dev.nightjar.run.Failure;
import dev.nightjar.run.Holder;
import dev.nightjar.run.RunOptions;
import dev.nightjar.schedules.RunsService.Detail;
import dev.nightjar.schedules.Workspace;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code nightjar runs show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "One run: how it ended or stands, and every try of every step.")
final class RunsShowCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(paramLabel = "RUN", description = "The run's id, as runs list shows it.")
  private String id = "";

  /** As JSON. */
  private record Document(RunLine run, @Nullable Holder holder, List<Attempt> attempts) {}

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = session.open()) {
      Detail detail = workspace.runs().show(id);
      RunLine run = RunLine.of(detail.run());
      if (session.json()) {
        Output.print(session.console(), new Document(run, detail.holder(), detail.attempts()));
      } else {
        print(session.console().out(), run, detail);
      }
      return ExitCode.DONE;
    }
  }

  private static void print(PrintWriter out, RunLine run, Detail detail) {
    out.println(run.text());
    run.reason().lines().skip(1).forEach(line -> out.println("            " + line));
    if (run.cause() != null) {
      out.println("  cause     " + run.cause());
      out.println("  advice    " + run.advice());
    }
    RunOptions options = detail.run().options();
    options.params().forEach((name, value) -> out.println("  param     " + name + "=" + value));
    options.notes().stream()
        .flatMap(String::lines)
        .forEach(note -> out.println("  note      " + note));
    if (detail.holder() != null) {
      out.println("  worker    process " + detail.holder().pid() + " on " + detail.holder().host());
    }
    out.println("  started   " + run.startedAt());
    Instant end = run.finishedAt();
    if (end != null) {
      out.println("  finished  " + end + " (" + seconds(run.startedAt(), end) + ")");
    }
    for (Attempt attempt : detail.attempts()) {
      Failure failure = attempt.failure();
      String took =
          attempt.finishedAt() == null ? "" : seconds(attempt.startedAt(), attempt.finishedAt());
      String why = failure == null ? "" : failure.failureClass() + ": " + failure.message();
      out.println(
          String.format(
                  Locale.ROOT,
                  "  %-10s try %d  %-7s  %8s  %s",
                  attempt.step(),
                  attempt.number(),
                  attempt.result(),
                  took,
                  why)
              .stripTrailing());
    }
  }

  private static String seconds(Instant from, Instant to) {
    return String.format(Locale.ROOT, "%.1f s", Duration.between(from, to).toMillis() / 1000.0);
  }
}
