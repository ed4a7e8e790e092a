package dev.nightjar.jobs.report;

import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.evaluation.SliceSearch;
import dev.nightjar.evaluation.SliceSearch.Finding;
import dev.nightjar.evaluation.SliceSearch.Kind;
import dev.nightjar.evaluation.SliceSearch.Outcome;
import dev.nightjar.gate.Titles;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.text.Figures;
import java.util.List;

/** The slices that were searched for: what was confirmed, and folded what was not. */
record FoundSliceSection(Evaluation evaluation) {

  static final String TITLE = "Slices that were searched for";

  void render(Html h) {
    if (evaluation.sliceSearches().isEmpty()) {
      return;
    }
    h.raw("<section><h2>").text(TITLE).raw("</h2>").element("p", opening());
    for (SliceSearch search : evaluation.sliceSearches()) {
      h.element("h3", title(search));
      h.element("p", summary(search));
      List<Finding> confirmed = search.confirmed();
      List<Finding> others =
          search.findings().stream().filter(f -> !confirmed.contains(f)).toList();
      if (!confirmed.isEmpty()) {
        table(h, search, confirmed);
      }
      if (!others.isEmpty()) {
        h.raw("<details class=\"tail\"><summary>")
            .text(Figures.count(others.size(), "slice") + " found and not confirmed")
            .raw("</summary>");
        table(h, search, others);
        h.raw("</details>");
      }
    }
    h.raw("</section>\n");
  }

  /** {@code Worse than the champion on recent}. */
  static String title(SliceSearch search) {
    return (search.kind() == Kind.REGRESSION ? "Worse than the champion on " : "Weakest on ")
        + search.testSet();
  }

  /** What all of it is about. */
  String opening() {
    return "Slices that nobody named: found by the %s on one half of a set’s rows, confirmed on the other. p by Benjamini and Yekutieli: of what is confirmed at most %s is expected to be chance."
        .formatted(
            Titles.metric(evaluation.sliceSearches().get(0).loss()),
            Figures.percent(1 - evaluation.confidence()));
  }

  /** How it was searched, and what came of it. */
  static String summary(SliceSearch s) {
    if (s.problem() != null) {
      return "Nothing was searched: " + s.problem() + ".";
    }
    String rows = Figures.count(s.searched(), "row");
    String others = Figures.count(s.confirming()) + " others";
    if (s.findings().isEmpty()) {
      return "No slice stands out on %s; %s were not asked.".formatted(rows, others);
    }
    int confirmed = s.confirmed().size();
    return "%s of %s found on %s %s confirmed on %s. Intervals of %s."
        .formatted(
            confirmed == 0 ? "None" : Figures.count(confirmed),
            Figures.count(s.findings().size(), "slice"),
            rows,
            confirmed == 1 ? "is" : "are",
            others,
            Figures.percent(2 * s.confidence() - 1));
  }

  private static void table(Html h, SliceSearch s, List<Finding> rows) {
    List<Comparison> drawn = rows.stream().map(f -> s.comparison(f)).toList();
    Forest forest = new Forest(drawn);
    h.raw("<table class=\"slices stack\"><thead><tr><th scope=\"col\">slice</th>")
        .raw("<th scope=\"col\" class=\"num\">n</th><th scope=\"col\" class=\"num\">share</th>")
        .raw("<th scope=\"col\" class=\"num\">candidate</th><th scope=\"col\" class=\"num\">")
        .text(other(s))
        .raw("</th><th scope=\"col\" class=\"axis\">worse ◄ 0 ► better</th>")
        .raw("<th scope=\"col\" class=\"num\">difference</th>")
        .raw("<th scope=\"col\" class=\"num\">p</th></tr></thead><tbody>");
    for (int i = 0; i < rows.size(); i++) {
      Finding f = rows.get(i);
      h.raw("<tr>").cell("slice", "name", f.slice()).cell("n", "num", Figures.count(f.n()));
      h.cell("share", "num", share(s, f)).cell("candidate", "num", loss(s, f, f.loss()));
      h.cell(other(s), "num", loss(s, f, f.reference())).raw("<td class=\"plot\">");
      forest.bar(h, drawn.get(i));
      h.raw("</td>").cell("difference", "num", difference(s, f)).cell("p", "num", p(f));
      h.raw("</tr>");
    }
    h.raw("</tbody></table>");
  }

  static String other(SliceSearch s) {
    return s.kind() == Kind.REGRESSION ? "champion" : "rest";
  }

  /** Of the rows that confirm. */
  static String share(SliceSearch s, Finding f) {
    return Figures.percent(Math.rint(1000.0 * f.n() / s.confirming()) / 1000);
  }

  /** With as many decimals as its interval has, where the loss has no bound. */
  static String loss(SliceSearch s, Finding f, double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (!s.loss().equals("mae")) {
      return Figures.fixed(value, 3);
    }
    return f.low() < f.high()
        ? Figures.fixed(value, Figures.decimals((f.high() - f.low()) / 2))
        : Figures.brief(value);
  }

  static String difference(SliceSearch s, Finding f) {
    return f.outcome() == Outcome.TOO_SMALL ? "too few rows" : Words.difference(s.comparison(f));
  }

  /** {@code 0.012}, {@code < 0.001}. */
  static String p(Finding f) {
    return f.corrected() < 0.001 ? "< 0.001" : Figures.fixed(f.corrected(), 3);
  }
}
