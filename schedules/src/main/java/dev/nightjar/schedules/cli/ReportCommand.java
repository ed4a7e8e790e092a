package dev.nightjar.schedules.cli;

import dev.nightjar.decision.Replay;
import dev.nightjar.schedules.ReportService.Report;
import dev.nightjar.schedules.Workspace;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.text.Figures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar report}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description =
        "Show why a night was promoted, refused or blocked: the latest night, or that of a date.")
final class ReportCommand implements Callable<Integer> {

  /** The forms of a report. */
  enum Format {
    text,
    html,
    md,
    json
  }

  @Mixin private Session session = new Session();

  @Parameters(
      arity = "0..1",
      paramLabel = "PIPELINE",
      description = "A pipeline's name or file (default: the only one there is).")
  private @Nullable String pipeline;

  @Option(names = "--date", paramLabel = "DATE", description = "The night of that day.")
  private @Nullable LocalDate date;

  @Option(
      names = "--format",
      paramLabel = "html|md|json|text",
      description = "How to print it (default: text).")
  private @Nullable Format format;

  @Option(
      names = "--what-if",
      paramLabel = "GATE",
      description = {
        "What the gates would have said with another number, such as gates.recall.margin=0.03;",
        "may be given several times. The numbers: by, margin, value, min_n."
      })
  private List<String> whatIf = List.of();

  @Option(
      names = "--replay",
      description = {
        "Reckon the decision again from the stored rows and scores, and compare it bit by bit with",
        "the stored one. Trains nothing and loads no model. Exit code 1 when it differs."
      })
  private boolean replay;

  @Option(
      names = "--flips",
      paramLabel = "FILE",
      description = {
        "Write every row on which candidate and champion decided otherwise, the worst first, into",
        "this file: .csv or .parquet. It must not be there yet."
      })
  private @Nullable Path flips;

  @Option(names = "--open", description = "Open the page in the browser.")
  private boolean open;

  @Override
  public Integer call() throws Exception {
    Console console = session.console();
    if (open && !whatIf.isEmpty()) {
      throw new IllegalArgumentException(
          "--what-if stores no page that could be opened: print it with --format html");
    }
    boolean shown = open || format != null || !whatIf.isEmpty();
    if (replay && (shown || flips != null)) {
      throw new IllegalArgumentException(
          "--replay compares and shows no report: leave out --format, --open, --what-if and --flips");
    }
    if (flips != null && shown) {
      throw new IllegalArgumentException(
          "--flips writes rows and shows no report: leave out --format, --open and --what-if");
    }
    try (Workspace workspace = session.open()) {
      Report found = workspace.reports().find(pipeline, date);
      if (replay) {
        return replayed(found.replay());
      }
      if (flips != null) {
        return flipped(found.flips(flips), flips);
      }
      Report report = whatIf.isEmpty() ? found : found.whatIf(whatIf);
      Format as = format == null ? (session.json() ? Format.json : Format.text) : format;
      console
          .out()
          .println(
              switch (as) {
                case text -> report.text(console.terminal(), console.width());
                case html -> report.html();
                case md -> report.markdown();
                case json -> report.json();
              });
      if (as == Format.text && whatIf.isEmpty()) {
        console.out().println();
        console.out().println("  report  " + report.address());
      }
      if (open) {
        open(report.file());
      }
      return ExitCode.DONE;
    }
  }

  private int flipped(long rows, Path to) {
    if (session.json()) {
      Output.print(session.console(), Map.of("rows", rows, "file", to.toString()));
    } else {
      session.console().out().println("  " + Figures.count(rows, "row") + " in " + to);
    }
    return ExitCode.DONE;
  }

  private int replayed(Replay found) {
    PrintWriter out = session.console().out();
    if (session.json()) {
      out.println(CanonicalJson.pretty(found));
    } else {
      ReplayLines.print(found, out);
    }
    return found.same() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static void open(Path file) throws IOException {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    List<String> command =
        os.contains("mac")
            ? List.of("open", file.toString())
            : os.contains("win")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", file.toString())
                : List.of("xdg-open", file.toString());
    try {
      new ProcessBuilder(command).start();
    } catch (IOException e) {
      throw new IOException("no browser could be started; open " + file + " by hand", e);
    }
  }
}
