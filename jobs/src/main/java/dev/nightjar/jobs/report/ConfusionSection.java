package dev.nightjar.jobs.report;

import dev.nightjar.multiclass.Confusion;
import dev.nightjar.multiclass.Confusion.Cell;
import dev.nightjar.multiclass.Confusion.Count;
import dev.nightjar.text.Figures;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What rows of each class are called, by candidate and champion: a matrix of each, or the commonest
 * mistakes where there are many classes.
 */
record ConfusionSection(@Nullable List<Confusion> confusions) {

  private static final int BESIDE = 6;
  private static final int MOST = 12;
  private static final int MISTAKES = 30;
  private static final Count NOTHING = new Count(0, 0);

  void render(Html h) {
    if (confusions == null) {
      return;
    }
    h.raw("<section><h2>What classes are called</h2>");
    for (Confusion confusion : confusions) {
      h.element("h3", "on " + confusion.testSet());
      if (confusion.classes().size() <= MOST) {
        h.raw(confusion.classes().size() <= BESIDE ? "<div class=\"pair\">" : "<div>");
        matrix(h, confusion, "candidate");
        matrix(h, confusion, "champion");
        h.raw("</div>");
      } else {
        mistakes(h, confusion);
      }
    }
    h.raw("</section>\n");
  }

  private static void matrix(Html h, Confusion confusion, String model) {
    h.raw("<table class=\"stack matrix\"><caption>").text(model);
    h.raw(": rows of each class by what they are called, and their share</caption>")
        .raw("<thead><tr><th scope=\"col\">class</th>");
    confusion
        .classes()
        .forEach(c -> h.raw("<th scope=\"col\" class=\"num\">").text(c).raw("</th>"));
    h.raw("</tr></thead><tbody>");
    for (String actual : confusion.classes()) {
      h.raw("<tr>").cell("class", "name", actual);
      for (String called : confusion.classes()) {
        Count count = count(confusion, actual, called, model);
        h.raw(actual.equals(called) ? "<td class=\"num right\"" : "<td class=\"num\"")
            .raw(" data-label=\"")
            .text("called " + called)
            .raw("\"><span>")
            .text(Figures.count(count.rows()));
        if (count.rows() > 0) {
          h.raw(" <small>").text(percent(count.share())).raw("</small>");
        }
        h.raw("</span></td>");
      }
      h.raw("</tr>");
    }
    h.raw("</tbody></table>");
  }

  private static Count count(Confusion confusion, String actual, String called, String model) {
    return confusion.cells().stream()
        .filter(c -> c.actual().equals(actual) && c.called().equals(called))
        .map(c -> count(c, model))
        .findFirst()
        .orElse(NOTHING);
  }

  private static Count count(Cell cell, String model) {
    return Objects.requireNonNullElse(cell.models().get(model), NOTHING);
  }

  private static void mistakes(Html h, Confusion confusion) {
    List<Cell> wrong =
        confusion.cells().stream()
            .filter(c -> !c.actual().equals(c.called()))
            .sorted(Comparator.comparingLong(c -> -most(c)))
            .limit(MISTAKES)
            .toList();
    h.raw(
            "<table class=\"stack\"><caption>The commonest mistakes, and what share of the class they")
        .raw(" are</caption><thead><tr><th scope=\"col\">class</th><th scope=\"col\">called</th>")
        .raw("<th scope=\"col\" class=\"num\">candidate</th>")
        .raw("<th scope=\"col\" class=\"num\">champion</th></tr></thead><tbody>");
    for (Cell cell : wrong) {
      h.raw("<tr>").cell("class", "name", cell.actual()).cell("called", "", cell.called());
      h.cell("candidate", "num", text(count(cell, "candidate")));
      h.cell("champion", "num", text(count(cell, "champion"))).raw("</tr>");
    }
    h.raw("</tbody></table>");
  }

  private static long most(Cell cell) {
    return Math.max(count(cell, "candidate").rows(), count(cell, "champion").rows());
  }

  private static String text(Count count) {
    return count.rows() == 0 ? "0" : Figures.count(count.rows()) + " · " + percent(count.share());
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "–" : Figures.fixed(100 * share, 1) + " %";
  }
}
