package dev.nightjar.jobs.report;

import dev.nightjar.dataset.Leakage;
import dev.nightjar.dataset.Refusal;
import dev.nightjar.dataset.SideCounts;
import dev.nightjar.text.Figures;
import java.util.List;
import java.util.stream.Collectors;

/** Why a night did not train or judge on its rows: every leak and every degenerate side. */
record RefusalSection(Refusal refusal) {

  private static final int KEYS = 5;
  private static final List<String> LEAKS = List.of("rule", "model", "set", "rows", "keys");
  private static final List<String> SIDES = List.of("side", "rows", "positive", "largest group");

  void render(Html h) {
    h.raw("<section><h2>Why the rows were refused</h2>");
    if (!refusal.leaks().isEmpty()) {
      table(h, LEAKS, refusal.leaks().stream().map(RefusalSection::cells).toList());
    }
    if (!refusal.sides().isEmpty()) {
      table(h, SIDES, refusal.sides().stream().map(s -> cells(s.counts())).toList());
      h.raw("<ul>");
      refusal.sides().forEach(s -> s.faults().forEach(f -> h.element("li", f)));
      h.raw("</ul>");
    }
    if (refusal.unfit() != null) {
      h.raw("<ul>");
      refusal.unfit().forEach(s -> h.element("li", s + "."));
      h.raw("</ul>");
    }
    h.raw("</section>\n");
  }

  private static void table(Html h, List<String> names, List<List<String>> rows) {
    h.raw("<table class=\"stack\"><thead><tr>");
    names.forEach(n -> h.raw("<th scope=\"col\">").text(n).raw("</th>"));
    h.raw("</tr></thead><tbody>");
    for (List<String> row : rows) {
      h.raw("<tr>");
      for (int i = 0; i < row.size(); i++) {
        h.cell(names.get(i), "", row.get(i));
      }
      h.raw("</tr>");
    }
    h.raw("</tbody></table>");
  }

  void render(Markdown m) {
    m.line("## Why the rows were refused");
    if (!refusal.leaks().isEmpty()) {
      m.table(LEAKS.toArray(new String[0]));
      refusal.leaks().forEach(f -> m.row(cells(f).toArray(new String[0])));
      m.gap();
    }
    if (!refusal.sides().isEmpty()) {
      m.table(SIDES.toArray(new String[0]));
      refusal.sides().forEach(s -> m.row(cells(s.counts()).toArray(new String[0])));
      m.gap();
      refusal.sides().forEach(s -> s.faults().forEach(f -> m.item(Markdown.escape(f))));
      m.gap();
    }
    if (refusal.unfit() != null) {
      refusal.unfit().forEach(s -> m.item(Markdown.escape(s + ".")));
      m.gap();
    }
  }

  private static List<String> cells(Leakage.Finding f) {
    String keys = f.witnesses().stream().limit(KEYS).collect(Collectors.joining(", "));
    return List.of(
        f.rule().words() + (f.blocks() ? "" : " (for the record)"),
        f.model(),
        f.testSet().isEmpty() ? "–" : f.testSet(),
        f.rows() == 0 ? "–" : Figures.count(f.rows()),
        f.rows() > KEYS ? keys + ", …" : keys);
  }

  private static List<String> cells(SideCounts s) {
    Integer largest = s.largest();
    return List.of(
        s.name(),
        Figures.count(s.rows()),
        Figures.count(s.positives()),
        largest == null ? "–" : Figures.count(largest) + " by " + s.group());
  }
}
