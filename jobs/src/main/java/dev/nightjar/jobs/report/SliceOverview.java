package dev.nightjar.jobs.report;

import dev.nightjar.decision.Leading;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.gate.Titles;
import dev.nightjar.statistics.Comparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The worst and the best slices of the leading metric, small enough for the first screen. */
record SliceOverview(Leading leading, Evaluation evaluation) {

  private static final int EACH = 4;

  void render(Html h) {
    List<Comparison> all = new ArrayList<>(leading.slices(evaluation.comparisons()));
    all.removeIf(c -> Double.isNaN(c.difference()));
    if (all.isEmpty()) {
      return;
    }
    all.sort(Comparator.comparingDouble(Comparison::difference).thenComparing(Comparison::slice));
    List<Comparison> shown = new ArrayList<>(all);
    if (all.size() > 2 * EACH) {
      shown = new ArrayList<>(all.subList(0, EACH));
      shown.addAll(all.subList(all.size() - EACH, all.size()));
    }
    Forest forest = new Forest(shown);
    String name = Titles.metric(leading.metric()) + " on " + leading.testSet();
    h.raw("<figure class=\"chart\">");
    h.element("figcaption", name + ": worse ◄ slices ► better");
    h.raw("<table class=\"mini\"><thead><tr><th scope=\"col\">slice</th>")
        .raw("<th scope=\"col\">worse ◄ 0 ► better</th>")
        .raw("<th scope=\"col\" class=\"num\">difference</th></tr></thead><tbody>");
    for (Comparison c : shown) {
      h.raw("<tr>").element("td", "name", c.slice()).raw("<td class=\"plot\">");
      forest.bar(h, c);
      h.raw("</td>").element("td", "num", Words.difference(c)).raw("</tr>");
    }
    h.raw("</tbody></table></figure>");
  }
}
