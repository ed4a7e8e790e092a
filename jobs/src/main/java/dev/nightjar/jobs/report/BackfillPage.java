package dev.nightjar.jobs.report;

import dev.nightjar.gate.Titles;
import dev.nightjar.jobs.report.BackfillReport.Entry;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A backfill as one HTML page, made as those of nights are. */
public final class BackfillPage {

  private static final Set<String> NUMBERS = Set.of("candidate", "champion", "n");

  private BackfillPage() {}

  /** The page. Every text of the report is escaped. */
  public static String render(BackfillReport report) {
    Html h = new Html();
    HtmlReport.open(h, "%s · backfill %d".formatted(report.pipeline(), report.id()));
    header(h, report);
    h.raw("<section aria-label=\"What became of its nights\">");
    h.raw("<p class=\"headline\">").text(report.counts()).raw("</p>");
    if (!report.reason().isEmpty()) {
      h.raw("<p>").text(report.reason()).raw("</p>");
    }
    HistoryChart chart = HistoryChart.of(report.drawn());
    if (chart != null) {
      h.raw("<div class=\"pair\">");
      chart.render(h, "");
      h.raw("</div>");
    }
    h.raw("</section>\n<section>");
    h.element("h2", "Night by night");
    table(h, report);
    h.raw("</section>\n</main>\n<footer>")
        .text("Nightjar · backfill %d of %s".formatted(report.id(), report.pipeline()))
        .raw("</footer>\n</body>\n</html>\n");
    return h.toString();
  }

  private static void header(Html h, BackfillReport report) {
    h.raw("<header>\n<div>");
    h.element("h1", report.pipeline());
    h.raw("<p class=\"night\">")
        .text("backfill %d · %s".formatted(report.id(), report.nights()))
        .raw("</p><p class=\"night\">")
        .text("made by %s at %s".formatted(report.createdBy(), report.createdAt()))
        .raw("</p></div>\n<p class=\"verdict ")
        .raw(kind(report.state()))
        .raw("\"><b>")
        .text(report.state())
        .raw("</b> ")
        .element(
            "span",
            report.promotes() ? "its nights promote" : "a shadow history: the real champion stays")
        .raw("</p>\n</header>\n<main>\n");
  }

  /** One of a few words: it stands in an attribute. */
  private static String kind(String state) {
    return switch (state) {
      case "SUCCEEDED" -> "promote";
      case "FAILED", "CANCELLED" -> "failed";
      default -> "inconclusive";
    };
  }

  private static void table(Html h, BackfillReport report) {
    h.raw("<table class=\"stack\"><caption>")
        .text("Brackets hold the interval; n counts the rows of the test set.")
        .raw("</caption><thead><tr>");
    for (String name : columns(report)) {
      boolean number = NUMBERS.contains(name);
      h.raw(number ? "<th scope=\"col\" class=\"num\">" : "<th scope=\"col\">");
      h.text(name).raw("</th>");
    }
    h.raw("</tr></thead><tbody>");
    report.entries().forEach(entry -> row(h, report, entry));
    h.raw("</tbody></table>");
  }

  static String[] columns(BackfillReport report) {
    return new String[] {
      "night", "metric", "candidate", "champion", "n", "outcome", report.championTitle()
    };
  }

  private static void row(Html h, BackfillReport report, Entry entry) {
    h.raw("<tr class=\"" + tone(entry.outcome()) + "\">")
        .cell("night", "name", entry.date().toString());
    h.cell("metric", "", metric(entry));
    h.cell("candidate", "num", Words.estimate(entry.candidate()));
    h.cell("champion", "num", Words.estimate(entry.champion()));
    h.cell("n", "num", rows(entry));
    h.raw("<td class=\"outcome\" data-label=\"outcome\"><i aria-hidden=\"true\">")
        .text(mark(entry.outcome()))
        .raw("</i> ")
        .text(entry.outcome())
        .raw("</td>");
    h.cell(report.championTitle(), "", champion(entry)).raw("</tr>");
    h.raw("<tr class=\"mute\"><td colspan=\"7\">").prose(entry.headline()).raw("</td></tr>");
  }

  static String metric(Entry entry) {
    return entry.metric() == null ? "–" : Titles.metric(entry.metric()) + " on " + entry.testSet();
  }

  static String rows(Entry entry) {
    return entry.candidate() == null ? "–" : Long.toString(entry.candidate().n());
  }

  static String champion(Entry entry) {
    return Objects.requireNonNullElse(entry.championAfter(), "–");
  }

  static String mark(@Nullable String outcome) {
    return switch (Objects.requireNonNullElse(outcome, "")) {
      case "WAITING", "PREPARING", "PREPARED", "JUDGING", "SKIPPED", "LEFT" -> "·";
      case "CANCELLED" -> "–";
      default -> Words.mark(String.valueOf(outcome));
    };
  }

  private static String tone(String outcome) {
    return switch (outcome) {
      case "PROMOTE" -> "pass";
      case "REJECT", "BLOCKED", "FAILED", "STALE" -> "fail";
      case "INCONCLUSIVE" -> "open";
      default -> "mute";
    };
  }
}
