package dev.nightjar.jobs.report;

import dev.nightjar.gate.GateResult;
import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.text.Figures;
import java.util.ArrayList;
import java.util.List;

/** Each gate in its own sentence: what was seen, what was needed, what would have changed it. */
record ChangeSection(List<GateResult> gates) {

  private static final int SHOWN = 8;
  private static final int FOLDED = 300;

  void render(Html h) {
    List<GateResult> against = new ArrayList<>();
    List<GateResult> rest = new ArrayList<>();
    for (GateResult r : gates) {
      (GateGroup.fine(r) || against.size() >= SHOWN ? rest : against).add(r);
    }
    h.raw("<section><h2>What would have changed it</h2>");
    if (against.isEmpty()) {
      h.element("p", "Nothing stood against it. How near each gate was:");
      List<GateResult> near =
          rest.stream().filter(r -> r.outcome() == Outcome.PASSED).limit(SHOWN).toList();
      sentences(h, near);
      rest.removeAll(near);
    } else {
      sentences(h, against);
    }
    if (!rest.isEmpty()) {
      h.raw("<details class=\"tail\"><summary>")
          .text("the other " + Figures.count(rest.size(), "sentence"))
          .raw("</summary>");
      sentences(h, GateGroup.most(rest, FOLDED));
      GateTable.more(h, rest.size() - FOLDED);
      h.raw("</details>");
    }
    h.raw("</section>\n");
  }

  private static void sentences(Html h, List<GateResult> results) {
    h.raw("<ul class=\"sentences\">");
    for (GateResult r : results) {
      h.raw("<li><i aria-hidden=\"true\">")
          .text(Words.mark(r.outcome()))
          .raw("</i> <span><b>")
          .text(r.title())
          .raw("</b> ")
          .text(r.sentence())
          .raw("</span></li>");
    }
    h.raw("</ul>");
  }
}
