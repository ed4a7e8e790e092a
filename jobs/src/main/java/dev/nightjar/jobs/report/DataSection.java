package dev.nightjar.jobs.report;

import dev.nightjar.dataset.RowCounts;
import dev.nightjar.dataset.Segment;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.decision.Decision;
import dev.nightjar.expectation.CheckReport;
import dev.nightjar.text.Figures;
import java.util.List;
import java.util.Map;

/** Can the data be trusted: what was read, what was left out, what the expectations found. */
record DataSection(Decision decision) {

  void render(Html h) {
    Snapshot snapshot = decision.snapshot();
    RowCounts counts = decision.counts();
    CheckReport check = decision.check();
    h.raw("<section><h2>Can the data be trusted</h2>");
    if (snapshot == null && check == null) {
      h.raw("<p>The night did not get as far as its data.</p>");
    }
    if (check != null) {
      new CheckTable(check).render(h);
    }
    if (counts != null) {
      counts(h, counts);
    }
    if (snapshot != null) {
      snapshot(h, snapshot);
    }
    h.raw("</section>\n");
  }

  private static void counts(Html h, RowCounts c) {
    h.raw("<h3>What became of the rows</h3><table class=\"counts\"><tbody>");
    count(h, "in the files", c.read());
    count(h, "− left out by where", c.filtered());
    count(h, "− without a label", c.unlabelled());
    count(h, "− label not complete, or not known by then", c.incomplete());
    if (c.unreported() != null) {
      count(h, "− not in the label dataset by then", c.unreported());
    }
    count(h, "− repeated", c.duplicates());
    h.raw("</tbody><tfoot>");
    count(h, "used for training and tests", c.usable());
    h.raw("</tfoot></table>");
  }

  private static void count(Html h, String name, long rows) {
    h.raw("<tr><th scope=\"row\">").text(name).raw("</th>");
    h.element("td", "num", Figures.count(rows)).raw("</tr>");
  }

  private static void snapshot(Html h, Snapshot s) {
    List<Segment> read = s.read();
    long rows = read.stream().mapToLong(Segment::rows).sum();
    long bytes = read.stream().mapToLong(Segment::bytes).sum();
    h.raw("<h3>What was read</h3><dl>");
    h.fact("dataset", s.dataset());
    h.fact(
        "segments",
        "%s, %s, %s"
            .formatted(
                Figures.count(read.size()),
                Figures.count(rows, "row"),
                Figures.bytes((double) bytes)));
    h.fact("training and dev rows", Words.range(s.train()));
    if (s.labels() != null) {
      h.fact("labels", Words.labels(s.labels()));
    }
    if (s.pins() != null) {
      s.pins().forEach((set, pin) -> h.fact("test set " + set, Words.pin(pin)));
    }
    h.raw("</dl>");
    if (!s.leftOut().isEmpty()) {
      h.raw("<h3>Segments left out</h3><ul>");
      for (Map.Entry<String, String> e : s.leftOut().entrySet()) {
        h.raw("<li>").element("b", e.getKey()).text(": " + e.getValue()).raw("</li>");
      }
      h.raw("</ul>");
    }
    segments(h, read);
  }

  private static void segments(Html h, List<Segment> segments) {
    h.raw("<details class=\"tail\"><summary>every segment</summary><table><thead><tr>")
        .raw("<th scope=\"col\">segment</th><th scope=\"col\" class=\"num\">rows</th>")
        .raw("<th scope=\"col\">sha-256</th></tr></thead><tbody>");
    for (Segment s : segments) {
      h.raw("<tr>").element("td", s.name()).element("td", "num", Figures.count(s.rows()));
      h.element("td", "id", s.digest().head(16)).raw("</tr>");
    }
    h.raw("</tbody></table></details>");
  }
}
