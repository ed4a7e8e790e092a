package dev.nightjar.jobs.report;

import dev.nightjar.drift.Drift;
import dev.nightjar.drift.DriftReport;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.evaluation.Evaluation.SetSummary;
import dev.nightjar.statistics.DriftMeasure;
import dev.nightjar.text.Figures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far each test set is from what the candidate was made of, the worst column first. */
record DriftSection(Evaluation evaluation) {

  static final String TITLE = "Drift";

  private static final int SHOWN = 10;
  private static final List<String> HEAD =
      List.of("PSI", "by chance", "JS", "KS", "Wasserstein", "missing", "p");

  void render(Html h) {
    DriftReport drift = evaluation.drift();
    if (drift == null) {
      return;
    }
    h.raw("<section><h2>").text(TITLE).raw("</h2>").element("p", opening(drift));
    for (SetSummary set : evaluation.testSets()) {
      List<Drift> columns = drift.on(set.name());
      if (!columns.isEmpty()) {
        h.element("h3", "on " + set.name() + ": " + summary(drift, columns));
        h.element("p", rows(set, columns));
        table(h, drift, columns.subList(0, Math.min(SHOWN, columns.size())));
        if (columns.size() > SHOWN) {
          List<Drift> others = columns.subList(SHOWN, columns.size());
          h.raw("<details class=\"tail\"><summary>")
              .text(Figures.count(others.size(), "more column"))
              .raw("</summary>");
          table(h, drift, others);
          h.raw("</details>");
        }
      }
    }
    h.raw("</section>\n");
  }

  /** What all of it is about. */
  static String opening(DriftReport drift) {
    return "Features against the training rows, the candidate’s scores against those of the dev rows; intervals of %s. “By chance”: what the PSI exceeds on %s of nights without drift. JS: Jensen–Shannon distance; Wasserstein in standard deviations of the training rows. p: Kolmogorov–Smirnov for numbers, chi-square for categories, by Benjamini and Yekutieli over all %s."
        .formatted(
            Figures.percent(2 * drift.confidence() - 1),
            Figures.percent(1 - drift.confidence()),
            Figures.count(drift.columns().size(), "row") + " of these tables");
  }

  /** {@code 2 of 7 columns drifted}. */
  static String summary(DriftReport drift, List<Drift> columns) {
    long certain = columns.stream().filter(d -> d.certain(drift.confidence())).count();
    return "%s of %s drifted"
        .formatted(
            certain == 0 ? "none" : Figures.count(certain),
            Figures.count(columns.size(), "column"));
  }

  /** {@code 32,700 rows before, 9,702 rows on the set}. */
  static String rows(SetSummary set, List<Drift> columns) {
    Drift any = columns.stream().filter(d -> !d.score()).findFirst().orElse(columns.get(0));
    String scores =
        columns.stream()
            .filter(Drift::score)
            .findFirst()
            .map(d -> ", " + Figures.count(d.before(), "dev row"))
            .orElse("");
    return "%s%s; %s%s."
        .formatted(
            Figures.count(any.before(), "training row"),
            scores,
            Figures.count(any.after(), "row") + " of the set",
            set.unit() == null
                ? ""
                : ", which come by "
                    + set.unit()
                    + " and count for fewer; tests exchange whole "
                    + (set.unit().equals("day") ? "days" : "units"));
  }

  private static void table(Html h, DriftReport drift, List<Drift> columns) {
    h.raw("<table class=\"stack drift\"><thead><tr><th scope=\"col\">column</th>");
    for (String name : HEAD) {
      h.raw("<th scope=\"col\" class=\"num\">").text(name).raw("</th>");
    }
    h.raw("<th scope=\"col\"></th></tr></thead><tbody>");
    for (Drift d : columns) {
      List<String> cells = cells(d);
      h.raw("<tr>").cell("column", "name", name(d));
      for (int i = 0; i < HEAD.size(); i++) {
        h.cell(HEAD.get(i), "num", cells.get(i));
      }
      h.cell("", "side", word(drift, d)).raw("</tr>");
    }
    h.raw("</tbody></table>");
  }

  void render(Markdown m) {
    DriftReport drift = evaluation.drift();
    if (drift == null) {
      return;
    }
    m.line("## " + TITLE);
    m.line(Markdown.escape(opening(drift)));
    for (SetSummary set : evaluation.testSets()) {
      List<Drift> columns = drift.on(set.name());
      if (!columns.isEmpty()) {
        m.line("### On " + Markdown.escape(set.name() + ": " + summary(drift, columns)));
        m.line(Markdown.escape(rows(set, columns)));
        m.table("column", "PSI", "by chance", "JS", "KS", "Wasserstein", "missing", "p", "");
        for (Drift d : columns.subList(0, Math.min(SHOWN, columns.size()))) {
          List<String> c = cells(d);
          m.row(
              name(d),
              c.get(0),
              c.get(1),
              c.get(2),
              c.get(3),
              c.get(4),
              c.get(5),
              c.get(6),
              word(drift, d));
        }
        m.gap();
      }
    }
  }

  private static String name(Drift d) {
    return d.score() ? "the candidate’s scores" : d.column();
  }

  private static String word(DriftReport drift, Drift d) {
    return d.certain(drift.confidence()) ? "drifted" : "";
  }

  /** As {@link #HEAD}. */
  private static List<String> cells(Drift d) {
    return List.of(
        distance(d.psi()),
        number(d.critical()),
        distance(d.distance(DriftMeasure.JS)),
        distance(d.distance(DriftMeasure.KS)),
        distance(d.distance(DriftMeasure.WASSERSTEIN)),
        missing(d),
        p(d.corrected()));
  }

  private static String distance(Drift.@Nullable Distance d) {
    if (d == null || Double.isNaN(d.value())) {
      return "–";
    }
    String value = number(d.value());
    return d.low() <= d.high() ? value + " " + Figures.interval(d.low(), d.high(), 3) : value;
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "–" : Figures.fixed(value, 3);
  }

  private static String missing(Drift d) {
    return d.missingBefore() == 0 && d.missingAfter() == 0
        ? "–"
        : share(d.missingBefore()) + " → " + share(d.missingAfter());
  }

  private static String share(double share) {
    return Double.isNaN(share) ? "–" : Figures.percent(share);
  }

  private static String p(double p) {
    return p < 0.001 ? "<\u00a00.001" : number(p);
  }
}
