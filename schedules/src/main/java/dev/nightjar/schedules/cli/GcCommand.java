package dev.nightjar.schedules.cli;

import dev.nightjar.dataset.Span;
import dev.nightjar.schedules.Workspace;
import dev.nightjar.text.Figures;
import dev.nightjar.upkeep.GarbageItem;
import dev.nightjar.upkeep.GarbageKind;
import dev.nightjar.upkeep.GarbageReport;
import dev.nightjar.upkeep.GarbageReport.Sum;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar gc}. */
@Command(
    name = "gc",
    mixinStandardHelpOptions = true,
    description = {
      "Remove what nothing needs: blobs that no log, manifest, tag or document of a run names,"
          + " unfinished writes, superseded checkpoints. Logs and decisions are never removed.",
      "It takes two calls: the first condemns a blob, one that comes a grace period later removes"
          + " it, if still nothing needs it. What is stored again in between stays."
    })
final class GcCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(
      arity = "0..*",
      paramLabel = "PIPELINE",
      description =
          "Pipeline files whose retention: is kept to: models of rejected candidates and per-row"
              + " scores that are over age go too. Without any, all that is named stays.")
  private List<Path> pipelines = List.of();

  @Option(names = "--dry-run", description = "Only say what would be done.")
  private boolean dryRun;

  @Option(
      names = "--grace",
      paramLabel = "SPAN",
      defaultValue = "7d",
      description =
          "How long what nothing needs is kept nevertheless (default: 7d). It must be longer than"
              + " adding data takes. While runs are going on it is at least 7d.")
  private String grace = "7d";

  @Override
  public Integer call() throws Exception {
    Span span;
    try {
      span = Span.parse(grace);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--grace: " + e.getMessage(), e);
    }
    try (Workspace workspace = session.open()) {
      GarbageReport report = workspace.upkeep().collect(span, pipelines, dryRun);
      if (session.json()) {
        Output.print(session.console(), document(report));
      } else {
        print(session.console().out(), report);
      }
      return ExitCode.DONE;
    }
  }

  private static Map<String, Object> document(GarbageReport report) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("at", report.at());
    document.put("dryRun", report.dryRun());
    document.put("grace", new Span(report.grace()));
    document.put("documents", report.documents());
    document.put("runsInFlight", report.inFlight());
    document.put("kept", report.kept());
    document.put("removed", part(report.removed()));
    document.put("condemned", part(report.condemned()));
    document.put("waiting", part(report.waiting()));
    return document;
  }

  private static Map<String, Object> part(List<GarbageItem> items) {
    Map<String, Sum> kinds = new LinkedHashMap<>();
    GarbageReport.byKind(items).forEach((kind, sum) -> kinds.put(kind.text(), sum));
    return Map.of("kinds", kinds, "objects", items);
  }

  private static void print(PrintWriter out, GarbageReport report) {
    Instant due = report.at().plus(report.grace()).truncatedTo(ChronoUnit.SECONDS);
    lines(out, report.dryRun() ? "would remove" : "removed", report.removed(), "");
    lines(
        out,
        report.dryRun() ? "would condemn" : "condemned",
        report.condemned(),
        "; a gc after " + due + " removes what is not needed by then");
    lines(out, "waiting", report.waiting(), ", condemned before and not due yet");
    line(out, "kept", amount(report.kept(), "blobs that something names"), "");
    if (!report.inFlight().isEmpty()) {
      line(
          out,
          "running",
          String.join("; ", report.inFlight()),
          ": the grace period is " + new Span(report.grace()));
    }
    if (report.removed().isEmpty() && report.condemned().isEmpty()) {
      out.println("  nothing to do");
    }
  }

  private static void lines(PrintWriter out, String what, List<GarbageItem> items, String rest) {
    for (Map.Entry<GarbageKind, Sum> kind : GarbageReport.byKind(items).entrySet()) {
      line(out, what, amount(kind.getValue(), kind.getKey().text()), rest);
    }
  }

  private static String amount(Sum sum, String what) {
    return String.format(
        Locale.ROOT, "%,d %s, %s", sum.count(), what, Figures.bytes((double) sum.bytes()));
  }

  private static void line(PrintWriter out, String what, String text, String rest) {
    out.println(String.format(Locale.ROOT, "  %-14s %s%s", what, text, rest));
  }
}
