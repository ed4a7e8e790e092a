package dev.nightjar.jobs.report;

import dev.nightjar.evaluation.Evaluator;
import dev.nightjar.gate.Titles;
import dev.nightjar.probe.ProbeReport;
import dev.nightjar.probe.ProbeResult;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import dev.nightjar.statistics.Under;
import dev.nightjar.text.Figures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the models make of rows that were changed. */
record RobustnessSection(@Nullable ProbeReport probes) {

  static final String TITLE = "Robustness";

  private static final String CHAMPION = "champion";
  private static final List<String> HEAD =
      List.of(
          "flips", "the champion’s flips", "as the rows are", "changed by", "against the champion");

  void render(Html h) {
    if (probes == null || probes.robustness().isEmpty()) {
      return;
    }
    h.raw("<section><h2>").text(TITLE).raw("</h2>").element("p", opening(probes));
    h.raw("<table class=\"stack\"><thead><tr><th scope=\"col\">change</th>");
    for (String name : HEAD) {
      h.raw("<th scope=\"col\" class=\"num\">").text(name).raw("</th>");
    }
    h.raw("</tr></thead><tbody>");
    for (ProbeResult r : probes.robustness()) {
      h.raw("<tr>").cell("change", "name", name(r));
      flips(h, r);
      h.raw("</tr>");
      for (String metric : metrics(r)) {
        List<String> cells = cells(r, metric);
        h.raw("<tr>").cell("metric", "name", "↳ " + Titles.metric(metric));
        for (int i = 0; i < HEAD.size(); i++) {
          h.cell(i < 2 ? "" : HEAD.get(i), "num", cells.get(i));
        }
        h.raw("</tr>");
      }
    }
    h.raw("</tbody></table>");
    h.raw("<ul>");
    for (ProbeResult r : probes.robustness()) {
      h.element("li", sentence(r));
    }
    h.raw("</ul></section>\n");
  }

  private static void flips(Html h, ProbeResult r) {
    h.cell(HEAD.get(0), "num", r.measured() ? flips(r, Evaluator.CANDIDATE) : "not measured");
    h.cell(r.measured() ? HEAD.get(1) : "", "num", r.measured() ? flips(r, CHAMPION) : "");
    for (int i = 2; i < HEAD.size(); i++) {
      h.cell("", "num", "");
    }
  }

  void render(Markdown m) {
    if (probes == null || probes.robustness().isEmpty()) {
      return;
    }
    m.line("## " + TITLE);
    m.line(Markdown.escape(opening(probes)));
    m.table("change", HEAD.get(0), HEAD.get(1), HEAD.get(2), HEAD.get(3), HEAD.get(4));
    for (ProbeResult r : probes.robustness()) {
      m.row(
          name(r),
          r.measured() ? flips(r, Evaluator.CANDIDATE) : "not measured",
          r.measured() ? flips(r, CHAMPION) : "",
          "",
          "",
          "");
      for (String metric : metrics(r)) {
        List<String> c = cells(r, metric);
        m.row("↳ " + Titles.metric(metric), c.get(0), c.get(1), c.get(2), c.get(3), c.get(4));
      }
    }
    m.gap();
    for (ProbeResult r : probes.robustness()) {
      m.item(Markdown.escape(sentence(r)));
    }
    m.gap();
  }

  /** What all of it is about. */
  static String opening(ProbeReport probes) {
    return "The test rows as they could come some night, with their own labels. Flips: the share of rows on which a model decides otherwise than on the row as it is. “Changed by”: the candidate on the changed rows against itself on the rows as they are; “against the champion”: both on the changed rows. Intervals of %s."
        .formatted(Figures.percent(2 * probes.confidence() - 1));
  }

  /** {@code no weather: wind missing; 4,310 of 15,000 rows of fixed have another value.}. */
  static String sentence(ProbeResult r) {
    String changed =
        r.measured()
            ? "%s of %s have another value"
                .formatted(Figures.count(r.changed()), Figures.count(r.rows(), "row"))
            : "not measured";
    return "%s: %s; %s. %s"
        .formatted(r.probe().name(), r.probe().words(), changed, r.sentence())
        .strip();
  }

  private static String name(ProbeResult r) {
    return r.probe().name() + " on " + r.probe().on();
  }

  private static List<String> metrics(ProbeResult r) {
    return r.comparisons().stream()
        .filter(c -> c.against().equals(Under.UNCHANGED) && c.slice().isEmpty())
        .map(c -> Under.metric(c.metric()))
        .toList();
  }

  private static String flips(ProbeResult r, String model) {
    return Words.estimate(measure(r, Measure.FLIPS, model));
  }

  /** As {@link #HEAD}. */
  private static List<String> cells(ProbeResult r, String metric) {
    return List.of(
        "",
        "",
        Words.estimate(measure(r, metric, Under.UNCHANGED)),
        Words.difference(comparison(r, metric, Under.UNCHANGED)),
        Words.difference(comparison(r, metric, CHAMPION)));
  }

  private static @Nullable Measure measure(ProbeResult r, String metric, String model) {
    String name = new Under(metric, r.probe().name()).name();
    return r.measures().stream()
        .filter(m -> m.metric().equals(name) && m.model().equals(model) && m.slice().isEmpty())
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Comparison comparison(ProbeResult r, String metric, String against) {
    String name = new Under(metric, r.probe().name()).name();
    return r.comparisons().stream()
        .filter(c -> c.metric().equals(name) && c.against().equals(against) && c.slice().isEmpty())
        .findFirst()
        .orElse(null);
  }
}
