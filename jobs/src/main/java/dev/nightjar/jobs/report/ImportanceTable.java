package dev.nightjar.jobs.report;

import dev.nightjar.gate.Titles;
import dev.nightjar.probe.Importances;
import dev.nightjar.probe.Importances.Importance;
import dev.nightjar.probe.ProbeReport;
import dev.nightjar.text.Figures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the candidate's scores rest on, the column that matters most first. */
record ImportanceTable(@Nullable ProbeReport probes) {

  static final String TITLE = "What the candidate’s scores rest on";

  private static final int SHOWN = 20;

  void render(Html h) {
    Importances all = probes == null ? null : probes.importance();
    if (probes == null || all == null) {
      return;
    }
    h.element("h3", TITLE).element("p", opening(all, probes.confidence()));
    h.raw("<table class=\"stack\"><thead><tr><th scope=\"col\">column</th>")
        .raw("<th scope=\"col\" class=\"num\">")
        .text(Titles.metric(all.metric()) + " grows by")
        .raw("</th><th scope=\"col\" class=\"num\">scores that move</th></tr></thead><tbody>");
    for (Importance i : shown(all)) {
      h.raw("<tr>").cell("column", "name", i.column());
      h.cell(Titles.metric(all.metric()) + " grows by", "num", increase(i));
      h.cell("scores that move", "num", moved(i)).raw("</tr>");
    }
    h.raw("</tbody></table>");
    String rest = rest(all);
    if (!rest.isEmpty()) {
      h.element("p", rest);
    }
  }

  void render(Markdown m) {
    Importances all = probes == null ? null : probes.importance();
    if (probes == null || all == null) {
      return;
    }
    m.line("## " + TITLE);
    m.line(Markdown.escape(opening(all, probes.confidence())));
    m.table("column", Titles.metric(all.metric()) + " grows by", "scores that move");
    shown(all).forEach(i -> m.row(i.column(), increase(i), moved(i)));
    m.gap();
    String rest = rest(all);
    if (!rest.isEmpty()) {
      m.line(Markdown.escape(rest));
    }
  }

  private static List<Importance> shown(Importances all) {
    return all.columns().subList(0, Math.min(SHOWN, all.columns().size()));
  }

  /** What all of it is about. */
  static String opening(Importances all, double confidence) {
    return "How much greater the %s (%s) becomes when a column’s values change places among the rows; intervals of %s for each column by itself%s. On %s of %s%s. Columns that say the same share what they are worth."
        .formatted(
            Titles.metric(all.metric()),
            Figures.fixed(all.loss(), 4),
            Figures.percent(2 * confidence - 1),
            all.unit().isEmpty() ? "" : ", by " + all.unit(),
            Figures.count(all.rows(), "row"),
            all.testSet(),
            all.rows() < all.of() ? ", drawn from " + Figures.count(all.of()) : "");
  }

  private static String rest(Importances all) {
    int more = all.columns().size() - SHOWN;
    return ((more > 0
                ? Figures.count(more, "more column")
                    + ", each worth less than these, "
                    + (more == 1 ? "is" : "are")
                    + " in the JSON. "
                : "")
            + (all.unread().isEmpty()
                ? ""
                : "Not read, for there was one value in the training rows: "
                    + String.join(", ", all.unread())
                    + "."))
        .strip();
  }

  private static String increase(Importance i) {
    if (Double.isNaN(i.increase())) {
      return "–";
    }
    if (!(i.low() < i.high())) {
      return Figures.signed(i.increase(), 4);
    }
    int d = Figures.decimals((i.high() - i.low()) / 2);
    return Figures.signed(i.increase(), d) + " " + Figures.interval(i.low(), i.high(), d);
  }

  private static String moved(Importance i) {
    return Figures.percent(i.moved());
  }
}
