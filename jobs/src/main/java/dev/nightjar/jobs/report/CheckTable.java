package dev.nightjar.jobs.report;

import dev.nightjar.expectation.CheckReport;
import dev.nightjar.expectation.ExpectationResult;
import dev.nightjar.expectation.Severity;
import dev.nightjar.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the expectations found, the failures first, with some of the values that failed. */
record CheckTable(CheckReport check) {

  private static final int SAMPLES = 10;
  private static final int LONGEST = 60;

  void render(Html h) {
    List<ExpectationResult> failed = new ArrayList<>();
    List<ExpectationResult> held = new ArrayList<>();
    check.results().forEach(r -> (r.success() ? held : failed).add(r));
    h.raw("<h3>Expectations</h3>");
    h.element(
        "p",
        "%s of %s hold, over %s."
            .formatted(
                Figures.count(held.size()),
                Figures.count(check.results().size(), "expectation"),
                Figures.count(check.rows(), "row")));
    if (check.results().isEmpty()) {
      return;
    }
    h.raw("<table class=\"checks stack\"><thead><tr><th scope=\"col\">outcome</th>")
        .raw("<th scope=\"col\">expectation</th><th scope=\"col\">found</th></tr></thead><tbody>");
    failed.forEach(r -> row(h, r));
    held.forEach(r -> row(h, r));
    h.raw("</tbody></table>");
  }

  private static void row(Html h, ExpectationResult r) {
    String severity = r.severity().name().toLowerCase(Locale.ROOT);
    boolean critical = r.severity() == Severity.CRITICAL;
    String tone = r.success() ? "pass" : critical ? "fail" : "open";
    String mark = r.success() ? "✓" : critical ? "✗" : "!";
    h.raw("<tr class=\"" + tone + "\"><td class=\"outcome\" data-label=\"outcome\">")
        .raw("<i aria-hidden=\"true\">")
        .text(mark)
        .raw("</i> ")
        .text(r.success() ? "holds" : critical ? "blocks" : severity)
        .raw("</td><td class=\"name\" data-label=\"expectation\"><code>")
        .text(r.expectationType())
        .raw("</code></td><td data-label=\"found\"><span>")
        .text(r.sentence());
    String samples = samples(r);
    if (!r.success() && !samples.isEmpty()) {
      h.raw("<small>for example ").text(samples).raw("</small>");
    }
    h.raw("</span></td></tr>");
  }

  static String samples(ExpectationResult r) {
    return r.result().get("partial_unexpected_list") instanceof List<?> values
        ? values.stream()
            .distinct()
            .limit(SAMPLES)
            .map(CheckTable::sample)
            .collect(Collectors.joining(", "))
        : "";
  }

  private static String sample(@Nullable Object value) {
    String text = String.valueOf(value);
    String cut =
        text.codePointCount(0, text.length()) <= LONGEST
            ? text
            : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    return value instanceof CharSequence ? "“" + cut + "”" : cut;
  }
}
