package dev.nightjar.jobs.report;

import dev.nightjar.decision.ModelComparison;
import dev.nightjar.decision.ModelComparison.ScoreFile;
import dev.nightjar.gate.Verdict;
import dev.nightjar.text.Figures;
import java.util.stream.Collectors;

/** A comparison of models that were made elsewhere, on a terminal. */
public final class ComparisonText {

  private static final int STEP = 13;

  private ComparisonText() {}

  /** The verdict and what stands behind it. Ends with a newline. */
  public static String render(ModelComparison c, Terminal terminal) {
    StringBuilder out = new StringBuilder();
    out.append(Words.line(c.name())).append("\n\n");
    terminal.block(out, "  models", STEP, Words.line(models(c)));
    for (ScoreFile f : c.testSets()) {
      String unit = f.unit() == null ? "" : ", independent by " + f.unit() + " (" + f.units() + ")";
      terminal.block(
          out,
          "  test set",
          STEP,
          Words.line(
              "%s: %s%s%s"
                  .formatted(
                      f.testSet(),
                      Figures.count(f.rows(), "row"),
                      f.positives() == null ? "" : ", " + positives(f) + " positive",
                      unit)));
    }
    String outcome = c.verdict().name();
    String mark = terminal.tone(outcome, Words.mark(outcome) + " " + outcome);
    out.append("  verdict    ").append(mark).append("\n\n");
    String name = "  " + opening(c.verdict()) + ": ";
    terminal.block(out, name, name.length(), TextReport.plain(c.headline()));
    for (String line : c.details()) {
      terminal.block(out, "", name.length(), TextReport.plain(line));
    }
    TextReport.gates(out, c.gates(), terminal);
    return out.toString();
  }

  /** How many rows are positive; – for numbers. */
  static String positives(ScoreFile f) {
    return f.positives() == null ? "–" : Figures.count(f.positives());
  }

  /** {@code candidate score_new, champion score_old}. */
  static String models(ModelComparison c) {
    return c.models().entrySet().stream()
        .map(e -> e.getKey() + " " + e.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String opening(Verdict verdict) {
    return switch (verdict) {
      case PROMOTE -> "Better";
      case REJECT -> "Not better";
      case INCONCLUSIVE -> "Undecided";
    };
  }
}
