package dev.nightjar.jobs.report;

import dev.nightjar.gate.GateResult;
import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.gate.Titles;
import dev.nightjar.text.Figures;
import java.util.ArrayList;
import java.util.List;

/** Seen, needed, outcome. A gate with slices shows those that did not pass, and folds the rest. */
record GateTable(double confidence, List<GateResult> gates) {

  private static final int SHOWN = 6;
  private static final int FOLDED = 500;
  private static final String HEAD =
      "<thead><tr><th scope=\"col\">gate</th><th scope=\"col\" class=\"num\">seen</th>"
          + "<th scope=\"col\" class=\"num\">needed</th><th scope=\"col\" class=\"num\">n</th>"
          + "<th scope=\"col\">outcome</th></tr></thead><tbody>";

  void render(Html h) {
    h.raw("<table class=\"gates stack\"><caption>The gates: all must pass. Brackets hold the ")
        .text(Figures.percent(2 * confidence - 1))
        .raw(" interval; n counts rows.</caption>")
        .raw(HEAD);
    List<GateResult> folded = new ArrayList<>();
    GateGroup.of(gates).forEach(group -> rows(h, group, folded));
    h.raw("</tbody></table>");
    fold(h, folded);
  }

  private static void rows(Html h, GateGroup group, List<GateResult> folded) {
    if (!group.sliced()) {
      group.results().forEach(r -> row(h, r, r.title()));
      return;
    }
    h.raw("<tr class=\"" + tone(group.outcome()) + "\">").cell("gate", "name", group.title());
    h.cell("seen", "num", group.seen()).cell("needed", "num", group.needed());
    h.cell("n", "num", "");
    outcome(h, group.outcome());
    List<GateResult> shown = group.against().stream().limit(SHOWN).toList();
    shown.forEach(r -> row(h, r, r.slice().isEmpty() ? r.title() : "↳ " + r.slice()));
    group.results().stream().filter(r -> !shown.contains(r)).forEach(folded::add);
  }

  private static void row(Html h, GateResult r, String name) {
    h.raw("<tr class=\"" + tone(r.outcome()) + "\">").cell("gate", "name", name);
    h.cell("seen", "num", Titles.seen(r)).cell("needed", "num", r.needed());
    h.cell("n", "num", Words.rows(r));
    outcome(h, r.outcome());
  }

  private static void outcome(Html h, Outcome outcome) {
    h.raw("<td class=\"outcome\" data-label=\"outcome\"><i aria-hidden=\"true\">")
        .text(Words.mark(outcome))
        .raw("</i> ")
        .text(Words.word(outcome))
        .raw("</td></tr>");
  }

  private static String tone(Outcome outcome) {
    return switch (outcome) {
      case PASSED -> "pass";
      case FAILED -> "fail";
      case UNDECIDED, MISSING, NOT_A_NUMBER, ZERO_REFERENCE, SPENT -> "open";
      case TOO_SMALL, NO_REFERENCE, SEALED -> "mute";
    };
  }

  private static void fold(Html h, List<GateResult> folded) {
    if (folded.isEmpty()) {
      return;
    }
    h.raw("<details class=\"tail\"><summary>")
        .text("the other " + Figures.count(folded.size(), "slice") + " of these gates")
        .raw("</summary><table class=\"gates stack\">")
        .raw(HEAD);
    GateGroup.most(folded, FOLDED).forEach(r -> row(h, r, r.slice()));
    h.raw("</tbody></table>");
    more(h, folded.size() - FOLDED);
    h.raw("</details>");
  }

  /** That a page which everybody can open has not all of it. */
  static void more(Html h, int left) {
    if (left > 0) {
      h.element("p", "… and " + Figures.count(left) + " more, which the JSON report has.");
    }
  }
}
