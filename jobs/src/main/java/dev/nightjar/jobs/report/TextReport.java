package dev.nightjar.jobs.report;

import dev.nightjar.dataset.Snapshot;
import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Promotion;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.expectation.CheckReport;
import dev.nightjar.expectation.ExpectationResult;
import dev.nightjar.expectation.Severity;
import dev.nightjar.gate.GateResult;
import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.gate.Titles;
import dev.nightjar.model.Candidate;
import dev.nightjar.text.Figures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A decision on a terminal. Nothing from outside can steer the terminal. */
public final class TextReport {

  private static final int STEP = 13;
  private static final int SHOWN = 8;

  private TextReport() {}

  /** The whole night: its steps, the verdict and what stands behind it. Ends with a newline. */
  public static String render(Decision d, @Nullable Promotion promotion, Terminal terminal) {
    StringBuilder out = new StringBuilder();
    out.append(title(d)).append("\n\n");
    steps(out, d, terminal);
    out.append('\n').append(verdict(d, promotion, terminal));
    return out.toString();
  }

  /** {@code flight-delays · 2011-06-15 · run 7f3a}. */
  public static String title(Decision d) {
    return Words.line(d.pipeline() + " · " + d.logicalDate() + " · run " + d.runId());
  }

  /** What comes after the steps: the reason, the gates, what would have changed it. */
  public static String verdict(Decision d, @Nullable Promotion promotion, Terminal terminal) {
    StringBuilder out = new StringBuilder();
    String opening = opening(d, promotion);
    String name = d.headline().startsWith(opening) ? "  " : "  " + opening + ": ";
    String headline = plain(d.headline());
    // Such a headline says by itself how the night ended.
    String first = headline.startsWith(opening(Words.outcome(d))) ? "  " : name;
    terminal.block(out, first, name.length(), headline);
    for (String line : d.details()) {
      terminal.block(out, "", name.length(), plain(line));
    }
    gates(out, d.gates(), terminal);
    out.append('\n');
    champion(out, Words.champion(d, promotion), terminal);
    return out.toString();
  }

  /** A command that is asked for stands in one line, to be copied. */
  private static void champion(StringBuilder out, String said, Terminal terminal) {
    int end = said.endsWith("`") ? said.indexOf(": `") : -1;
    String champion = end < 0 ? said : said.substring(0, end);
    terminal.block(out, "  champion", STEP, plain(champion.replaceFirst("^champion ", "")));
    if (end >= 0) {
      out.append("  approve    ").append(plain(said.substring(end + 2))).append('\n');
    }
  }

  private static String opening(Decision d, @Nullable Promotion promotion) {
    if (promotion == null || promotion.outcome() == Promotion.Outcome.PROMOTED) {
      return opening(Words.outcome(d));
    }
    return promotion.outcome() == Promotion.Outcome.AWAITING_APPROVAL
        ? "Waits for approval"
        : "Not promoted";
  }

  private static String opening(String outcome) {
    return switch (outcome) {
      case "PROMOTE" -> "Promoted";
      case "REJECT", "INCONCLUSIVE" -> "Not promoted";
      case "BLOCKED" -> "Blocked";
      default -> "Failed";
    };
  }

  private static void steps(StringBuilder out, Decision d, Terminal t) {
    Snapshot s = d.snapshot();
    if (s != null) {
      long rows = s.read().stream().mapToLong(x -> x.rows()).sum();
      String read = Figures.count(s.read().size(), "segment") + ", " + Figures.count(rows, "row");
      String labels =
          s.labels() == null
              ? ""
              : ", labels of " + s.labels().dataset() + " at entry " + s.labels().logPosition();
      String left = s.leftOut().isEmpty() ? "" : ", " + s.leftOut().size() + " left out";
      t.block(out, "  snapshot", STEP, read + labels + left);
    }
    CheckReport check = d.check();
    if (check != null) {
      t.block(out, "  check", STEP, Words.checks(check));
      for (ExpectationResult r : check.results()) {
        if (!r.success()) {
          String mark = r.severity() == Severity.CRITICAL ? "✗ " : "! ";
          t.block(out, "", STEP, mark + Words.line(r.sentence()));
        }
      }
    }
    Candidate c = d.candidate();
    if (c != null) {
      t.block(
          out, "  train", STEP, c.spec().trainer() + ", " + Figures.count(c.trainRows(), "row"));
    }
    Evaluation e = d.evaluation();
    if (e != null) {
      t.block(out, "  evaluate", STEP, Words.line(judged(d, e)));
    }
    String outcome = Words.outcome(d);
    out.append("  decide     ").append(t.tone(outcome, Words.mark(outcome) + " " + outcome));
    out.append('\n');
  }

  private static String judged(Decision d, Evaluation e) {
    long slices =
        e.measures().stream().map(m -> m.slice()).filter(s -> !s.isEmpty()).distinct().count();
    return "candidate"
        + (d.champion() == null ? "" : ", champion " + d.champion())
        + (d.baseline() == null ? "" : ", baseline " + d.baseline())
        + " × "
        + Figures.count(e.testSets().size(), "test set")
        + " × "
        + Figures.count(slices, "slice");
  }

  static void gates(StringBuilder out, List<GateResult> gates, Terminal t) {
    if (gates.isEmpty()) {
      return;
    }
    out.append('\n');
    for (GateGroup group : GateGroup.of(gates)) {
      if (group.sliced()) {
        String seen = group.title() + ": " + group.seen() + ", needed " + group.needed();
        gate(out, group.outcome(), seen, t);
      }
      List<GateResult> rows = group.sliced() ? group.against() : group.results();
      for (GateResult r : rows.subList(0, Math.min(rows.size(), SHOWN))) {
        String name = r.slice().isEmpty() ? r.title() : "↳ " + r.slice();
        gate(out, r.outcome(), name + ": " + Titles.seen(r) + ", needed " + r.needed(), t);
      }
      if (rows.size() > SHOWN) {
        t.block(out, "", 4, "and " + Figures.count(rows.size() - SHOWN) + " more, in the report");
      }
    }
  }

  private static void gate(StringBuilder out, Outcome outcome, String text, Terminal t) {
    StringBuilder lines = new StringBuilder();
    t.block(lines, "", 4, Words.line(text + ", " + Words.word(outcome)));
    // The mark may carry colour, which must not count as width.
    String mark = t.tone(outcome.name(), Words.mark(outcome));
    out.append("  ").append(mark).append(' ').append(lines.substring(4));
  }

  /** Sentences without the marks around commands. */
  static String plain(String text) {
    return Words.line(text).replace("`", "");
  }
}
