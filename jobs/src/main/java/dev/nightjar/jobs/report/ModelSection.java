package dev.nightjar.jobs.report;

import dev.nightjar.decision.Decision;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.gate.Titles;
import dev.nightjar.model.Candidate;
import dev.nightjar.text.Figures;
import java.util.Map;
import java.util.TreeMap;

/** What was trained, and what it was held against. */
record ModelSection(Decision decision) {

  void render(Html h) {
    Candidate c = decision.candidate();
    h.raw("<section><h2>The models</h2>");
    if (c == null) {
      h.raw("<p>No candidate was trained.</p>");
    }
    h.raw("<dl>");
    if (c != null) {
      candidate(h, c);
    }
    h.fact("champion", decision.champion() == null ? "none" : decision.champion());
    h.fact("baseline", decision.baseline() == null ? "none" : decision.baseline());
    h.raw("</dl>");
    if (c != null && !c.dev().isEmpty()) {
      h.raw("<h3>On the dev rows</h3><p>Used for the threshold; these figures never gate.</p><dl>");
      for (Map.Entry<String, Double> e : new TreeMap<>(c.dev()).entrySet()) {
        h.fact(
            Titles.metric(e.getKey()),
            Figures.fixed(e.getValue(), 4) + ", n " + Figures.count(c.devRows()));
      }
      h.raw("</dl>");
    }
    Evaluation evaluation = decision.evaluation();
    new ImportanceTable(evaluation == null ? null : evaluation.probes()).render(h);
    h.raw("</section>\n");
  }

  private static void candidate(Html h, Candidate c) {
    h.fact("trainer", c.spec().trainer() + ", seed " + c.spec().seed());
    h.fact("parameters", joined(c.spec().parameters()));
    h.fact(
        "trained on",
        "%s, %s positive; %s"
            .formatted(
                Figures.count(c.trainRows(), "row"),
                Figures.count(c.positives()),
                Words.range(c.trainedOn())));
    h.fact("threshold", Figures.fixed(c.threshold(), 4));
    h.fact("size", Figures.bytes((double) c.artifactBytes()));
    h.fact("libraries", joined(c.libraries()));
  }

  private static String joined(Map<String, ?> map) {
    if (map.isEmpty()) {
      return "defaults";
    }
    StringBuilder out = new StringBuilder();
    new TreeMap<>(map)
        .forEach((k, v) -> out.append(out.isEmpty() ? "" : ", ").append(k).append(' ').append(v));
    return out.toString();
  }
}
