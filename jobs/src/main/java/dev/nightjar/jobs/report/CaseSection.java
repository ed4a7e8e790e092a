package dev.nightjar.jobs.report;

import dev.nightjar.evaluation.Evaluator;
import dev.nightjar.probe.CaseResult;
import dev.nightjar.probe.CaseResult.Example;
import dev.nightjar.probe.ProbeReport;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import dev.nightjar.text.Figures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the models do in the cases of the pipeline file. */
record CaseSection(@Nullable ProbeReport probes) {

  static final String TITLE = "Cases";

  private static final String CHAMPION = "champion";
  private static final List<String> HEAD =
      List.of("rows", "failures", "the champion’s failures", "against the champion", "new");

  void render(Html h) {
    if (probes == null || probes.tried().isEmpty()) {
      return;
    }
    h.raw("<section><h2>").text(TITLE).raw("</h2>").element("p", opening(probes));
    h.raw("<table class=\"stack\"><thead><tr><th scope=\"col\">case</th>");
    for (String name : HEAD) {
      h.raw("<th scope=\"col\" class=\"num\">").text(name).raw("</th>");
    }
    h.raw("</tr></thead><tbody>");
    for (CaseResult r : probes.tried()) {
      List<String> cells = cells(r);
      h.raw("<tr>").cell("case", "name", name(r));
      for (int i = 0; i < HEAD.size(); i++) {
        h.cell(HEAD.get(i), "num", cells.get(i));
      }
      h.raw("</tr>");
    }
    h.raw("</tbody></table><ul>");
    for (CaseResult r : probes.tried()) {
      h.element("li", sentence(r));
    }
    h.raw("</ul></section>\n");
  }

  void render(Markdown m) {
    if (probes == null || probes.tried().isEmpty()) {
      return;
    }
    m.line("## " + TITLE);
    m.line(Markdown.escape(opening(probes)));
    m.table("case", HEAD.get(0), HEAD.get(1), HEAD.get(2), HEAD.get(3), HEAD.get(4));
    for (CaseResult r : probes.tried()) {
      List<String> c = cells(r);
      m.row(name(r), c.get(0), c.get(1), c.get(2), c.get(3), c.get(4));
    }
    m.gap();
    for (CaseResult r : probes.tried()) {
      m.item(Markdown.escape(sentence(r)));
    }
    m.gap();
  }

  private static String opening(ProbeReport probes) {
    return "What people say of how a model must behave, whatever the labels. Failures: the share of the rows tried on which a model does otherwise. “Against the champion”: above 0 the candidate fails on fewer. “New”: rows that fail and that the champion passes. Intervals of %s."
        .formatted(Figures.percent(2 * probes.confidence() - 1));
  }

  /** As {@link #HEAD}. */
  private static List<String> cells(CaseResult r) {
    if (!r.measured()) {
      return List.of(Figures.count(r.tried()), "not measured", "", "", "");
    }
    Long fresh = r.fresh();
    return List.of(
        Figures.count(r.tried()),
        Words.estimate(measure(r, Evaluator.CANDIDATE)),
        Words.estimate(measure(r, CHAMPION)),
        Words.difference(comparison(r)),
        fresh == null ? "–" : Figures.count(fresh));
  }

  private static String sentence(CaseResult r) {
    StringBuilder out = new StringBuilder();
    out.append(r.asked().name()).append(": ").append(r.asked().words()).append(". ");
    if (!r.measured()) {
      out.append("Not measured. ");
    }
    out.append(r.sentence());
    Long failed = r.failed().get(Evaluator.CANDIDATE);
    if (failed != null) {
      out.append(r.sentence().isEmpty() ? "" : " ")
          .append(
              "Fails on %s of %s".formatted(Figures.count(failed), Figures.count(r.tried(), "row")))
          .append(
              failed == 0
                  ? "."
                  : ": " + examples(r) + (failed > r.examples().size() ? ", …" : "."));
    }
    return out.toString().strip();
  }

  private static String examples(CaseResult r) {
    return String.join(", ", r.examples().stream().map(CaseSection::example).toList());
  }

  private static String example(Example e) {
    Double after = e.after();
    return "%s (%s%s%s)"
        .formatted(
            e.row(),
            Figures.fixed(e.before(), 4),
            after == null ? "" : " → " + Figures.fixed(after, 4),
            Boolean.TRUE.equals(e.passed()) ? ", new" : "");
  }

  private static String name(CaseResult r) {
    return r.asked().name() + " on " + r.asked().on();
  }

  private static @Nullable Measure measure(CaseResult r, String model) {
    return r.measures().stream().filter(m -> m.model().equals(model)).findFirst().orElse(null);
  }

  private static @Nullable Comparison comparison(CaseResult r) {
    return r.comparisons().stream()
        .filter(c -> c.against().equals(CHAMPION))
        .findFirst()
        .orElse(null);
  }
}
