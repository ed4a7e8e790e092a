package dev.nightjar.jobs.report;

import dev.nightjar.gate.Titles;
import dev.nightjar.latency.LatencyReport;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Latency;
import dev.nightjar.statistics.Measure;
import dev.nightjar.text.Figures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long the models take for a row by itself. */
record LatencySection(@Nullable LatencyReport latency) {

  static final String TITLE = "Latency";

  private record Line(String model, List<String> cells) {}

  void render(Html h) {
    if (latency == null) {
      return;
    }
    h.raw("<section><h2>").text(TITLE).raw("</h2>").element("p", opening(latency));
    h.raw("<table class=\"stack\"><thead><tr><th scope=\"col\">model</th>");
    for (String name : head()) {
      h.raw("<th scope=\"col\" class=\"num\">").text(name).raw("</th>");
    }
    h.raw("</tr></thead><tbody>");
    for (Line line : lines(latency)) {
      h.raw("<tr>").cell("model", "name", line.model());
      for (int i = 0; i < head().size(); i++) {
        String cell = line.cells().get(i);
        h.cell(cell.isEmpty() ? "" : head().get(i), "num", cell);
      }
      h.raw("</tr>");
    }
    h.raw("</tbody></table></section>\n");
  }

  void render(Markdown m) {
    if (latency == null) {
      return;
    }
    m.line("## " + TITLE);
    m.line(Markdown.escape(opening(latency)));
    List<String> names = new ArrayList<>(List.of("model"));
    names.addAll(head());
    m.table(names.toArray(String[]::new));
    for (Line line : lines(latency)) {
      List<String> cells = new ArrayList<>(List.of(line.model()));
      cells.addAll(line.cells());
      m.row(cells.toArray(String[]::new));
    }
    m.gap();
  }

  private static List<String> head() {
    List<String> names = new ArrayList<>();
    for (Latency latency : Latency.values()) {
      String title = Titles.metric(latency.measure());
      names.add(title);
      names.add("candidate faster by");
    }
    return names;
  }

  /** What all of it is about. */
  static String opening(LatencyReport latency) {
    return "Each model was asked about %s of %s one at a time, as in serving: encoded and scored, the models in turn, in %s; intervals of %s, with whole rounds resampled. Time depends on the machine and on what else it does: compare models of one night, not nights."
        .formatted(
            Figures.count(latency.rows(), "row"),
            latency.testSet(),
            Figures.count(latency.rounds(), "round"),
            Figures.percent(2 * latency.confidence() - 1));
  }

  private static List<Line> lines(LatencyReport report) {
    return report.measures().stream()
        .map(Measure::model)
        .distinct()
        .map(model -> new Line(model, cells(report, model)))
        .toList();
  }

  private static List<String> cells(LatencyReport report, String model) {
    List<String> cells = new ArrayList<>();
    for (Latency latency : Latency.values()) {
      cells.add(Words.estimate(measure(report, latency, model)));
      Comparison comparison = comparison(report, latency, model);
      cells.add(comparison == null ? "" : Words.difference(comparison));
    }
    return cells;
  }

  private static @Nullable Measure measure(LatencyReport report, Latency latency, String model) {
    return report.measures().stream()
        .filter(m -> m.metric().equals(latency.measure()) && m.model().equals(model))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Comparison comparison(
      LatencyReport report, Latency latency, String model) {
    return report.comparisons().stream()
        .filter(c -> c.metric().equals(latency.measure()) && c.against().equals(model))
        .findFirst()
        .orElse(null);
  }
}
