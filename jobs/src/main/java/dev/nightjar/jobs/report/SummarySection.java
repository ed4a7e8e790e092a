package dev.nightjar.jobs.report;

import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Leading;
import dev.nightjar.decision.Promotion;
import dev.nightjar.decision.Staleness;
import dev.nightjar.evaluation.Evaluation;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The first screen: what was decided, and why. */
record SummarySection(Decision decision, @Nullable Promotion promotion) {

  void render(Html h) {
    String outcome = Words.outcome(decision);
    h.raw("<header>\n<div>");
    h.element("h1", decision.pipeline());
    h.raw("<p class=\"night\">night of <time datetime=\"")
        .text(decision.logicalDate().toString())
        .raw("\">")
        .text(Words.day(decision.logicalDate()))
        .raw("</time></p></div>\n<p class=\"verdict ")
        .raw(kind(outcome))
        .raw("\"><b><i aria-hidden=\"true\">")
        .text(Words.mark(outcome))
        .raw("</i> ")
        .text(outcome)
        .raw("</b> ")
        .raw("<span>")
        .prose(Words.champion(decision, promotion))
        .raw("</span></p>\n</header>\n<main>\n<section aria-label=\"What was decided, and why\">");
    h.raw("<p class=\"headline\">").prose(decision.headline()).raw("</p>");
    if (!decision.gates().isEmpty()) {
      new GateTable(decision.policy().confidence(), decision.gates()).render(h);
    }
    details(h);
    h.raw("<div class=\"pair\">");
    HistoryChart history = HistoryChart.of(decision.history());
    if (history != null) {
      Evaluation measured = decision.evaluation();
      Staleness stale =
          measured == null
              ? null
              : Staleness.of(decision.history(), measured, measured.confidence());
      history.render(h, stale == null ? "" : stale.sentence());
    }
    overview(h);
    h.raw("</div></section>\n");
  }

  /** One of a few words: it stands in an attribute. */
  private static String kind(String outcome) {
    return switch (outcome) {
      case "PROMOTE", "REJECT", "INCONCLUSIVE", "BLOCKED" -> outcome.toLowerCase(Locale.ROOT);
      default -> "failed";
    };
  }

  private void details(Html h) {
    if (decision.details().isEmpty()) {
      return;
    }
    if (decision.verdict() == null) {
      h.element("h2", "How to go on");
    }
    h.raw("<ul class=\"details\">");
    for (String line : decision.details()) {
      h.raw("<li>").prose(line).raw("</li>");
    }
    h.raw("</ul>");
  }

  private void overview(Html h) {
    Evaluation evaluation = decision.evaluation();
    Leading leading = Leading.of(decision.policy());
    if (evaluation != null && leading != null) {
      new SliceOverview(leading, evaluation).render(h);
    }
  }
}
