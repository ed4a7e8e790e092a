package dev.nightjar.jobs.report;

import dev.nightjar.decision.ModelComparison;
import dev.nightjar.decision.ModelComparison.ScoreFile;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.text.Figures;

/** A comparison of models that were made elsewhere, as Markdown: see {@link MarkdownReport}. */
public final class ComparisonMarkdown {

  private ComparisonMarkdown() {}

  /** The same order as the page. Text from outside is escaped and can neither link nor format. */
  public static String render(ModelComparison c) {
    Markdown m = new Markdown();
    String outcome = c.verdict().name();
    m.line("# " + Markdown.escape(c.name()));
    m.line(
        "**%s %s** · %s"
            .formatted(Words.mark(outcome), outcome, Markdown.escape(ComparisonText.models(c))));
    m.line(Markdown.prose(c.headline()));
    MarkdownReport.gates(m, c.gates());
    c.details().forEach(s -> m.item(Markdown.prose(s)));
    m.gap();
    MarkdownReport.change(m, c.gates());
    Evaluation evaluation = c.evaluation();
    MarkdownReport.slices(m, c.policy(), evaluation);
    MarkdownReport.found(m, evaluation);
    m.line("## The test sets");
    m.table("set", "file", "rows", "positive", "sha-256");
    for (ScoreFile f : c.testSets()) {
      m.row(
          f.testSet(),
          f.file(),
          Figures.count(f.rows()),
          ComparisonText.positives(f),
          f.digest().head(16));
    }
    m.gap();
    m.line("## How to reproduce it");
    m.code(c.command());
    return m.toString();
  }
}
