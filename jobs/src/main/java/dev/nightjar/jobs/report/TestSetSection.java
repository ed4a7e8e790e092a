package dev.nightjar.jobs.report;

import dev.nightjar.dataset.Snapshot;
import dev.nightjar.decision.Decision;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.text.Figures;
import java.util.Map;

/** The rows that all models saw, and the proof that they were the same. */
record TestSetSection(Decision decision, Evaluation evaluation) {

  void render(Html h) {
    h.raw("<section><h2>The test sets</h2><table class=\"stack\"><thead><tr>")
        .raw("<th scope=\"col\">set</th><th scope=\"col\">days</th>")
        .raw("<th scope=\"col\" class=\"num\">rows</th>")
        .raw("<th scope=\"col\" class=\"num\">positive</th>")
        .raw("<th scope=\"col\">independent by</th><th scope=\"col\">rows’ digest</th>")
        .raw("</tr></thead><tbody>");
    for (Evaluation.SetSummary s : evaluation.testSets()) {
      h.raw("<tr>").cell("set", "name", s.name()).cell("days", "", Words.range(s.range()));
      h.cell("rows", "num", Figures.count(s.rows()));
      double share = s.rows() == 0 ? Double.NaN : (double) s.positives() / s.rows();
      h.cell("positive", "num", Figures.count(s.positives()) + " (" + percent(share) + ")");
      h.cell("independent by", "", s.unit() == null ? "row" : s.unit() + ", " + s.units());
      h.cell("rows’ digest", "id", s.rowsDigest().head(16)).raw("</tr>");
    }
    h.raw("</tbody></table>");
    Snapshot snapshot = decision.snapshot();
    if (snapshot != null && !snapshot.emptySets().isEmpty()) {
      h.raw("<ul>");
      for (Map.Entry<String, String> e : snapshot.emptySets().entrySet()) {
        h.raw("<li>").element("b", e.getKey()).text(" is empty: " + e.getValue()).raw("</li>");
      }
      h.raw("</ul>");
    }
    if (!evaluation.findings().isEmpty()) {
      h.raw("<h3>What the leakage rules found</h3><ul>");
      evaluation
          .findings()
          .forEach(
              f ->
                  h.raw("<li>")
                      .element("b", f.rule().words())
                      .text(": " + f.sentence())
                      .raw("</li>"));
      h.raw("</ul>");
    }
    new ReuseSection(evaluation).render(h);
    if (!evaluation.selfTests().isEmpty()) {
      h.raw("<h3>The gate proved itself</h3><ul>");
      evaluation.selfTests().forEach(t -> h.element("li", t));
      h.raw("</ul>");
    }
    h.raw("</section>\n");
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "–" : Figures.fixed(share * 100, 1) + " %";
  }
}
