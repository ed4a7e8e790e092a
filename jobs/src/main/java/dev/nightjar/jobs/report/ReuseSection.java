package dev.nightjar.jobs.report;

import dev.nightjar.dataset.TestSet;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.reuse.Reuse;
import dev.nightjar.text.Figures;

/** How often the test sets were asked, and how often they may be. */
record ReuseSection(Evaluation evaluation) {

  private static final String NONE = "–";

  void render(Html h) {
    if (evaluation.reuse().isEmpty()) {
      return;
    }
    h.raw("<h3>How far they are worn</h3><table class=\"stack\"><thead><tr>")
        .raw("<th scope=\"col\">set</th><th scope=\"col\" class=\"num\">decisions</th>")
        .raw("<th scope=\"col\" class=\"num\">allowed</th>")
        .raw("<th scope=\"col\">within</th>")
        .raw("<th scope=\"col\" class=\"num\">rows needed</th>")
        .raw("</tr></thead><tbody>");
    for (Reuse r : evaluation.reuse()) {
      TestSet.Budget budget = r.budget();
      h.raw("<tr>").cell("set", "name", r.testSet());
      h.cell("decisions", "num", Figures.count(r.decisions()));
      h.cell("allowed", "num", budget == null ? NONE : allowed(r, budget));
      h.cell("within", "", budget == null ? NONE : guarantee(budget));
      h.cell("rows needed", "num", needed(r)).raw("</tr>");
    }
    h.raw("</tbody></table><ul>");
    evaluation.reuse().forEach(r -> h.element("li", r.sentence()));
    h.raw("</ul>");
  }

  private static String allowed(Reuse r, TestSet.Budget budget) {
    String declared = Figures.count(budget.nights());
    return r.allowed() == budget.nights()
        ? declared
        : Figures.count(r.allowed()) + " of " + declared;
  }

  private static String guarantee(TestSet.Budget budget) {
    return Figures.plain(budget.epsilon()) + ", " + Figures.percent(1 - budget.delta());
  }

  private static String needed(Reuse r) {
    Reuse.Tightest tightest = r.tightest();
    return tightest == null
        ? NONE
        : "%s of %s (%s)"
            .formatted(
                Figures.count(tightest.needed()), Figures.count(tightest.n()), tightest.metric());
  }
}
