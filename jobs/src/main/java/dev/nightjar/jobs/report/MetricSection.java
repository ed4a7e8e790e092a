package dev.nightjar.jobs.report;

import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.gate.Titles;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import dev.nightjar.text.Figures;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every metric on all rows of each test set, for the three models. */
record MetricSection(Evaluation evaluation, Numbers numbers) {

  void render(Html h) {
    h.raw("<section><h2>Every metric, over all rows</h2>");
    h.raw("<p>Differences are in the metric’s good direction: above zero is better.</p>");
    for (Evaluation.SetSummary set : evaluation.testSets()) {
      Set<String> metrics = new LinkedHashSet<>();
      for (Measure m : evaluation.measures()) {
        if (m.testSet().equals(set.name()) && m.slice().isEmpty()) {
          metrics.add(m.metric());
        }
      }
      h.element("h3", "on " + set.name());
      if (metrics.isEmpty()) {
        h.element("p", "No number of this test set is shown.");
      } else {
        table(h, set.name(), metrics);
      }
    }
    h.raw("</section>\n");
  }

  private void table(Html h, String set, Set<String> metrics) {
    boolean champion = evaluation.versions().containsKey("champion");
    boolean baseline = evaluation.versions().containsKey("baseline");
    h.raw("<table class=\"stack\"><thead><tr><th scope=\"col\">metric</th>");
    head(h, "n");
    head(h, "candidate");
    if (champion) {
      head(h, "champion");
    }
    if (baseline) {
      head(h, "baseline");
    }
    head(h, "difference");
    h.raw("<th scope=\"col\">method</th></tr></thead><tbody>");
    for (String metric : metrics) {
      Measure own = numbers.measure("candidate", metric, set, "");
      Comparison c = numbers.comparison("champion", metric, set, "");
      h.raw("<tr>").cell("metric", "name", Titles.metric(metric));
      h.cell("n", "num", own == null ? "–" : Figures.count(own.n()));
      h.cell("candidate", "num", Words.estimate(own));
      if (champion) {
        h.cell("champion", "num", value("champion", metric, set));
      }
      if (baseline) {
        h.cell("baseline", "num", value("baseline", metric, set));
      }
      h.cell("difference", "num", Words.difference(c));
      h.cell("method", "", method(c)).raw("</tr>");
    }
    h.raw("</tbody></table>");
  }

  private String value(String model, String metric, String set) {
    return Words.estimate(numbers.measure(model, metric, set, ""));
  }

  private static void head(Html h, String name) {
    h.raw("<th scope=\"col\" class=\"num\">").text(name).raw("</th>");
  }

  private static String method(@Nullable Comparison c) {
    if (c == null) {
      return "–";
    }
    return Double.isNaN(c.pValue())
        ? c.method()
        : c.method() + ", p " + (c.pValue() < 0.001 ? "< 0.001" : Figures.fixed(c.pValue(), 3));
  }
}
