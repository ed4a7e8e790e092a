package dev.nightjar.jobs.report;

import dev.nightjar.decision.Leading;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.gate.Gate;
import dev.nightjar.gate.PromotionPolicy;
import dev.nightjar.gate.Titles;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import dev.nightjar.text.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where the candidate is better and where worse: a forest plot for each metric that gates. */
record SliceSection(PromotionPolicy policy, Evaluation evaluation, Numbers numbers) {

  private static final int EACH = 10;
  private static final int BLOCKS = 4;

  void render(Html h) {
    h.raw("<section><h2>Where it is better, where worse</h2>");
    int blocks = 0;
    for (Leading about : subjects()) {
      List<Comparison> all = new ArrayList<>(about.slices(evaluation.comparisons()));
      if (!all.isEmpty() && blocks++ < BLOCKS) {
        block(h, about, all);
      }
    }
    if (blocks == 0) {
      alone(h);
    }
    h.raw("</section>\n");
  }

  private Set<Leading> subjects() {
    Set<Leading> out = new LinkedHashSet<>();
    Leading first = Leading.of(policy);
    if (first != null) {
      out.add(first);
    }
    for (Gate g : policy.gates()) {
      if (g.on() != null) {
        out.add(new Leading(g.metric(), g.on()));
      }
    }
    return out;
  }

  private void block(Html h, Leading about, List<Comparison> all) {
    all.sort(Comparator.comparingDouble(Comparison::difference).thenComparing(Comparison::slice));
    h.element("h3", Titles.metric(about.metric()) + " on " + about.testSet());
    h.element("p", counts(all));
    Comparison whole = numbers.comparison("champion", about.metric(), about.testSet(), "");
    List<Comparison> shown = new ArrayList<>();
    if (whole != null) {
      shown.add(whole);
    }
    boolean folds = all.size() > 2 * EACH + 4;
    shown.addAll(folds ? all.subList(0, EACH) : all);
    if (folds) {
      shown.addAll(all.subList(all.size() - EACH, all.size()));
    }
    table(h, about, shown, true);
    if (folds) {
      List<Comparison> middle = all.subList(EACH, all.size() - EACH);
      h.raw("<details class=\"tail\"><summary>")
          .text("the " + Figures.count(middle.size(), "slice") + " between these")
          .raw("</summary>");
      table(h, about, middle, false);
      h.raw("</details>");
    }
  }

  private static String counts(List<Comparison> all) {
    long better = all.stream().filter(c -> c.low() > 0).count();
    long worse = all.stream().filter(c -> c.high() < 0).count();
    return "%s. The whole interval is above zero on %s and below it on %s; intervals are not corrected for their number."
        .formatted(Figures.count(all.size(), "slice"), Figures.count(better), Figures.count(worse));
  }

  private void table(Html h, Leading about, List<Comparison> rows, boolean drawn) {
    Forest forest = new Forest(rows);
    h.raw("<table class=\"slices stack\"><thead><tr><th scope=\"col\">slice</th>")
        .raw("<th scope=\"col\" class=\"num\">n</th><th scope=\"col\" class=\"num\">candidate</th>")
        .raw("<th scope=\"col\" class=\"num\">champion</th>")
        .raw(drawn ? "<th scope=\"col\" class=\"axis\">worse ◄ 0 ► better</th>" : "")
        .raw("<th scope=\"col\" class=\"num\">difference</th><th scope=\"col\"></th></tr></thead>")
        .raw("<tbody>");
    for (Comparison c : rows) {
      boolean whole = c.slice().isEmpty();
      h.raw(whole ? "<tr class=\"whole\">" : "<tr>");
      h.cell("slice", "name", whole ? "all rows" : c.slice());
      h.cell("n", "num", Figures.count(c.n()));
      h.cell("candidate", "num", value("candidate", about, c.slice()));
      h.cell("champion", "num", value("champion", about, c.slice()));
      if (drawn) {
        h.raw("<td class=\"plot\">");
        forest.bar(h, c);
        h.raw("</td>");
      }
      h.cell("difference", "num", Words.difference(c));
      h.raw("<td class=\"side\">").text(Words.side(c)).raw("</td></tr>");
    }
    h.raw("</tbody></table>");
  }

  private String value(String model, Leading about, String slice) {
    return Words.estimate(numbers.measure(model, about.metric(), about.testSet(), slice));
  }

  /** Without a champion there is nothing to subtract: the candidate's own numbers. */
  private void alone(Html h) {
    Leading about = Leading.of(policy);
    List<Measure> own =
        evaluation.measures().stream()
            .filter(m -> m.model().equals("candidate"))
            .filter(m -> about != null && m.metric().equals(about.metric()))
            .filter(m -> about != null && m.testSet().equals(about.testSet()))
            .sorted(Comparator.comparingDouble(Measure::value).thenComparing(Measure::slice))
            .toList();
    if (about == null || own.isEmpty()) {
      h.element("p", "Nothing was compared slice by slice.");
      return;
    }
    h.element("p", "There is no champion to compare with. The candidate alone, weakest first:");
    h.element("h3", Titles.metric(about.metric()) + " on " + about.testSet());
    rows(h, own.subList(0, Math.min(own.size(), 2 * EACH)));
    if (own.size() > 2 * EACH) {
      h.raw("<details class=\"tail\"><summary>the other slices</summary>");
      rows(h, own.subList(2 * EACH, own.size()));
      h.raw("</details>");
    }
  }

  private static void rows(Html h, List<Measure> measures) {
    h.raw("<table class=\"slices stack\"><thead><tr><th scope=\"col\">slice</th>")
        .raw("<th scope=\"col\" class=\"num\">n</th>")
        .raw("<th scope=\"col\" class=\"num\">candidate</th></tr></thead><tbody>");
    for (Measure m : measures) {
      h.raw("<tr>").cell("slice", "name", m.slice().isEmpty() ? "all rows" : m.slice());
      h.cell("n", "num", Figures.count(m.n()));
      h.cell("candidate", "num", Words.estimate(m)).raw("</tr>");
    }
    h.raw("</tbody></table>");
  }
}
