package dev.nightjar.jobs.report;

import dev.nightjar.decision.Leading;
import dev.nightjar.decision.ModelComparison;
import dev.nightjar.decision.ModelComparison.ScoreFile;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.text.Figures;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A comparison of models that were made elsewhere, as one HTML page: see {@link HtmlReport}. */
public final class ComparisonPage {

  private ComparisonPage() {}

  /** The page. Every text of the comparison is escaped. */
  public static String render(ModelComparison c) {
    Html h = new Html();
    HtmlReport.open(h, c.name() + " · " + c.verdict());
    Evaluation evaluation = c.evaluation();
    Numbers numbers = new Numbers(evaluation);
    summary(h, c, evaluation);
    new ChangeSection(c.gates()).render(h);
    new SliceSection(c.policy(), evaluation, numbers).render(h);
    new FoundSliceSection(evaluation).render(h);
    new MetricSection(evaluation, numbers).render(h);
    new ConfusionSection(c.confusions()).render(h);
    new CurveSection(evaluation, numbers).render(h);
    files(h, c);
    reproduce(h, c);
    h.raw("</main>\n<footer>").text("Nightjar " + c.code().version());
    return h.raw("</footer>\n</body>\n</html>\n").toString();
  }

  private static void summary(Html h, ModelComparison c, Evaluation evaluation) {
    String outcome = c.verdict().name();
    h.raw("<header>\n<div>").element("h1", c.name());
    h.raw("<p class=\"night\">").text(ComparisonText.models(c)).raw("</p></div>\n");
    h.raw("<p class=\"verdict ")
        .raw(outcome.toLowerCase(Locale.ROOT))
        .raw("\"><b><i aria-hidden=\"true\">")
        .text(Words.mark(outcome))
        .raw("</i> ")
        .text(outcome)
        .raw("</b> ")
        .element("span", "nothing is promoted by a comparison")
        .raw("</p>\n</header>\n<main>\n<section aria-label=\"What was found, and why\">");
    h.raw("<p class=\"headline\">").prose(c.headline()).raw("</p>");
    new GateTable(c.confidence(), c.gates()).render(h);
    h.raw("<ul class=\"details\">");
    c.details().forEach(line -> h.raw("<li>").prose(line).raw("</li>"));
    h.raw("</ul><div class=\"pair\">");
    Leading leading = Leading.of(c.policy());
    if (leading != null) {
      new SliceOverview(leading, evaluation).render(h);
    }
    h.raw("</div></section>\n");
  }

  private static void files(Html h, ModelComparison c) {
    h.raw("<section><h2>The test sets</h2><table class=\"stack\"><thead><tr>")
        .raw("<th scope=\"col\">set</th><th scope=\"col\">file</th>")
        .raw("<th scope=\"col\" class=\"num\">rows</th>")
        .raw("<th scope=\"col\" class=\"num\">positive</th>")
        .raw("<th scope=\"col\">independent by</th><th scope=\"col\">sha-256</th>")
        .raw("</tr></thead><tbody>");
    for (ScoreFile f : c.testSets()) {
      h.raw("<tr>").cell("set", "name", f.testSet()).cell("file", "", f.file());
      h.cell("rows", "num", Figures.count(f.rows()));
      h.cell("positive", "num", ComparisonText.positives(f));
      h.cell("independent by", "", f.unit() == null ? "row" : f.unit() + ", " + f.units());
      h.cell("sha-256", "id", f.digest().head(16)).raw("</tr>");
    }
    h.raw("</tbody></table><p>All models were judged on these rows. How often they were looked at")
        .raw(" is not counted.</p>");
    if (!c.selfTests().isEmpty()) {
      h.raw("<h3>The gate proved itself</h3><ul>");
      c.selfTests().forEach(t -> h.element("li", t));
      h.raw("</ul>");
    }
    h.raw("</section>\n");
  }

  private static void reproduce(Html h, ModelComparison c) {
    h.raw("<section><h2>How to reproduce it</h2><pre><code>").text(c.command());
    h.raw("</code></pre><dl>");
    for (Map.Entry<String, String> model : c.models().entrySet()) {
      h.fact(
          model.getKey(),
          "column " + model.getValue() + threshold(c.thresholds().get(model.getKey())));
    }
    c.testSets().forEach(f -> h.id(f.file(), f.digest().hex()));
    h.id("Nightjar " + c.code().version(), c.code().jar());
    h.raw("</dl></section>\n");
  }

  private static String threshold(@Nullable Double threshold) {
    return threshold == null ? "" : ", positive from " + Figures.plain(threshold);
  }
}
