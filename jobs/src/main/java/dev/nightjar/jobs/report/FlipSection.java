package dev.nightjar.jobs.report;

import dev.nightjar.evaluation.Flips;
import dev.nightjar.text.Figures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows on which candidate and champion decide otherwise, the worst first. */
record FlipSection(@Nullable List<Flips> flips, String command) {

  static final String TITLE = "Rows that flipped";

  void render(Html h) {
    if (flips == null) {
      return;
    }
    h.raw("<section><h2>").text(TITLE).raw("</h2>");
    h.raw("<p>").text(opening()).raw(" <code>").text(command).raw("</code></p>");
    for (Flips f : flips) {
      h.element("h3", "on " + f.testSet() + ": " + counts(f));
      if (!f.worst().isEmpty() || !f.best().isEmpty()) {
        h.raw("<div class=\"pair\">");
        table(h, "Became worse: the champion is right", f.worst(), f.worse());
        table(h, "Became better: the candidate is right", f.best(), f.better());
        h.raw("</div>");
      }
    }
    h.raw("</section>\n");
  }

  /** What all of it is about. */
  static String opening() {
    return "One of candidate and champion is right, each at its own threshold; by how much the candidate’s log loss is greater or smaller. All of them as a file:";
  }

  /** {@code 31 rows became worse, 44 better}. */
  static String counts(Flips f) {
    return "%s became worse, %s better"
        .formatted(Figures.count(f.worse(), "row"), Figures.count(f.better()));
  }

  private static void table(Html h, String caption, List<Flips.Row> rows, long all) {
    if (rows.isEmpty()) {
      return;
    }
    h.raw("<table class=\"stack\"><caption>").text(caption);
    h.text(all > rows.size() ? "; the first " + rows.size() + " of " + Figures.count(all) : "");
    h.raw("</caption><thead><tr><th scope=\"col\">row</th>");
    for (String name : List.of("label", "candidate", "champion", "log loss")) {
      h.raw("<th scope=\"col\" class=\"num\">").text(name).raw("</th>");
    }
    h.raw("</tr></thead><tbody>");
    for (Flips.Row r : rows) {
      h.raw("<tr>").cell("row", "name", r.row()).cell("label", "num", String.valueOf(r.label()));
      h.cell("candidate", "num", score(r.candidate())).cell("champion", "num", score(r.champion()));
      h.cell("log loss", "num", loss(r)).raw("</tr>");
    }
    h.raw("</tbody></table>");
  }

  void render(Markdown m) {
    if (flips == null) {
      return;
    }
    m.line("## " + TITLE);
    m.line(Markdown.escape(opening() + " " + command));
    for (Flips f : flips) {
      m.line("### On " + Markdown.escape(f.testSet() + ": " + counts(f)));
      if (f.worst().isEmpty() && f.best().isEmpty()) {
        continue;
      }
      m.table("row", "became", "label", "candidate", "champion", "log loss");
      f.worst().forEach(r -> row(m, r, "worse"));
      f.best().forEach(r -> row(m, r, "better"));
      m.gap();
    }
  }

  private static void row(Markdown m, Flips.Row r, String became) {
    m.row(
        r.row(),
        became,
        String.valueOf(r.label()),
        score(r.candidate()),
        score(r.champion()),
        loss(r));
  }

  private static String score(double score) {
    return Figures.fixed(score, 3);
  }

  private static String loss(Flips.Row r) {
    return Figures.signed(r.loss(), 3);
  }
}
