package dev.nightjar.jobs.report;

import dev.nightjar.jobs.report.BackfillReport.Entry;
import java.util.Locale;

/** A backfill as Markdown, and on a terminal. Nothing from outside can steer either. */
public final class BackfillText {

  private static final int STEP = 13;

  private BackfillText() {}

  /** For a ticket. */
  public static String markdown(BackfillReport report) {
    Markdown m = new Markdown();
    m.line(
        "# "
            + Markdown.escape(report.pipeline())
            + ": backfill "
            + report.id()
            + ", "
            + Markdown.escape(report.nights()));
    m.line(
        "**%s** · %s · made by %s at %s"
            .formatted(
                report.state(),
                report.promotes() ? "promotes" : "shadow history",
                Markdown.escape(report.createdBy()),
                report.createdAt()));
    if (!report.reason().isEmpty()) {
      m.line(Markdown.escape(report.reason()));
    }
    m.line(report.counts());
    m.table(BackfillPage.columns(report));
    for (Entry entry : report.entries()) {
      m.row(
          entry.date().toString(),
          BackfillPage.metric(entry),
          Words.estimate(entry.candidate()),
          Words.estimate(entry.champion()),
          BackfillPage.rows(entry),
          BackfillPage.mark(entry.outcome()) + " " + entry.outcome(),
          BackfillPage.champion(entry));
    }
    m.gap();
    for (Entry entry : report.entries()) {
      m.item(entry.date() + ": " + Markdown.prose(entry.headline()));
    }
    return m.toString();
  }

  /** For a terminal. Ends with a newline. */
  public static String render(BackfillReport report, Terminal terminal) {
    StringBuilder out = new StringBuilder();
    out.append(
            Words.line(
                "%s · backfill %d · %s · %s"
                    .formatted(report.pipeline(), report.id(), report.nights(), report.state())))
        .append("\n\n");
    for (Entry entry : report.entries()) {
      String outcome = String.format(Locale.ROOT, "%-12s", entry.outcome());
      out.append("  ")
          .append(entry.date())
          .append("  ")
          .append(BackfillPage.mark(entry.outcome()))
          .append(' ')
          .append(terminal.tone(entry.outcome(), outcome))
          .append(entry.metric() == null ? "" : "  " + measured(entry))
          .append('\n');
      terminal.block(out, "", STEP + 1, Words.line(entry.headline().replace("`", "")));
    }
    out.append('\n');
    terminal.block(out, "  nights", STEP, report.counts());
    terminal.block(
        out,
        "  champion",
        STEP,
        champion(report) + (report.promotes() ? "" : " would have been; the real one stays"));
    if (!report.reason().isEmpty()) {
      terminal.block(out, "  reason", STEP, Words.line(report.reason()));
    }
    return out.toString();
  }

  private static String measured(Entry entry) {
    return Words.line(
        "%s: candidate %s, champion %s; then %s"
            .formatted(
                BackfillPage.metric(entry),
                Words.estimate(entry.candidate()),
                Words.estimate(entry.champion()),
                BackfillPage.champion(entry)));
  }

  private static String champion(BackfillReport report) {
    int nights = report.entries().size();
    return nights == 0 ? "–" : BackfillPage.champion(report.entries().get(nights - 1));
  }
}
