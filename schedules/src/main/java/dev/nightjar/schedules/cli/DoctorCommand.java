package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.UpkeepService.Rebuilt;
import dev.nightjar.schedules.Workspace;
import dev.nightjar.text.Figures;
import dev.nightjar.upkeep.Finding;
import dev.nightjar.upkeep.Finding.Severity;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code nightjar doctor}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Look for what is wrong with the store, the ledger and this machine, and say how to cure it.",
      "Exit code 1 when something is an error."
    })
final class DoctorCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Spec
  private picocli.CommandLine.Model.CommandSpec spec =
      picocli.CommandLine.Model.CommandSpec.create();

  @Option(names = "--deep", description = "Read every blob and hold it against its digest.")
  private boolean deep;

  @Option(
      names = "--rebuild-ledger",
      description =
          "Make the ledger anew from the facts in the store. The old one is set aside, not deleted.")
  private boolean rebuild;

  @Option(
      names = "--force",
      description = "With --rebuild-ledger: although a run seems to be going on.")
  private boolean force;

  @Override
  public Integer call() throws Exception {
    if (force && !rebuild) {
      throw new ParameterException(
          spec.commandLine(), "--force goes with --rebuild-ledger, and with nothing else here");
    }
    return rebuild ? rebuild() : examine();
  }

  private int examine() {
    List<Finding> findings = session.doctor().examine(session.folder(), deep);
    long errors = count(findings, Severity.ERROR);
    long warnings = count(findings, Severity.WARNING);
    if (session.json()) {
      Output.print(
          session.console(),
          Map.of(
              "healthy",
              errors == 0,
              "errors",
              errors,
              "warnings",
              warnings,
              "findings",
              findings));
    } else {
      PrintWriter out = session.console().out();
      findings.forEach(finding -> print(out, finding));
      out.println(
          errors + warnings == 0
              ? "  all is well"
              : "  " + Figures.count(errors, "error") + ", " + Figures.count(warnings, "warning"));
    }
    return errors == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static long count(List<Finding> findings, Severity severity) {
    return findings.stream().filter(f -> f.severity() == severity).count();
  }

  private static void print(PrintWriter out, Finding finding) {
    String mark =
        switch (finding.severity()) {
          case OK -> "✓";
          case WARNING -> "!";
          case ERROR -> "✗";
        };
    out.println(
        String.format(
            Locale.ROOT,
            "  %s %-10s %s%s",
            mark,
            finding.check(),
            finding.text(),
            finding.cure().isEmpty() ? "" : " → " + finding.cure()));
  }

  private int rebuild() throws Exception {
    try (Workspace workspace = session.open()) {
      Rebuilt rebuilt = workspace.upkeep().rebuildLedger(force);
      if (session.json()) {
        Output.print(session.console(), rebuilt);
        return ExitCode.DONE;
      }
      PrintWriter out = session.console().out();
      out.println(
          "  the ledger has %s of %s again"
              .formatted(
                  Figures.count(rebuilt.runs(), "run"), Figures.count(rebuilt.slots(), "slot")));
      if (rebuilt.interrupted() > 0) {
        out.println(
            "  %s interrupted: nightjar run goes on with them"
                .formatted(Figures.count(rebuilt.interrupted(), "run")));
      }
      if (rebuilt.setAside() != null) {
        out.println("  the old one is " + rebuilt.setAside());
      }
      out.println("  not known any more: " + String.join("; ", rebuilt.lost()));
      return ExitCode.DONE;
    }
  }
}
