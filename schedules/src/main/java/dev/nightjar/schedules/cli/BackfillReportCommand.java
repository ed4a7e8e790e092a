package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.BackfillService;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nightjar backfill report}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description =
        "What became of a backfill: metric, verdict and champion of each night; for a shadow"
            + " history the champion that would have been.")
final class BackfillReportCommand extends BackfillVerb {

  @Option(
      names = "--format",
      paramLabel = "html|md|json|text",
      description = "How to print it (default: text).")
  private ReportCommand.@Nullable Format format;

  @Override
  int act(BackfillService backfills) throws Exception {
    BackfillService.Report report = backfills.report(id);
    Console console = session.console();
    ReportCommand.Format as =
        format == null
            ? (session.json() ? ReportCommand.Format.json : ReportCommand.Format.text)
            : format;
    String text =
        switch (as) {
          case text -> report.text(console.terminal(), console.width());
          case html -> report.html();
          case md -> report.markdown();
          case json -> report.json();
        };
    console.out().println(text.stripTrailing());
    return ExitCode.DONE;
  }
}
