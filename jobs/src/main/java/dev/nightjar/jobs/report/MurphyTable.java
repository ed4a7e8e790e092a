package dev.nightjar.jobs.report;

import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.evaluation.Murphy;
import dev.nightjar.statistics.Measure;
import dev.nightjar.text.Figures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the Brier score of each model is made of, by the bins of its calibration curve. */
record MurphyTable(List<Evaluation.Curves> curves, Numbers numbers) {

  private static final int DECIMALS = 5;

  void render(Html h) {
    if (curves.stream().allMatch(c -> brier(c) == null)) {
      return;
    }
    h.raw("<table class=\"stack\"><caption>What the Brier score is made of (Murphy): ")
        .raw("reliability − resolution + uncertainty + what differs within bins</caption>")
        .raw("<thead><tr><th scope=\"col\">model</th>");
    for (String head :
        List.of("n", "Brier score", "reliability", "resolution", "uncertainty", "within bins")) {
      h.raw("<th scope=\"col\" class=\"num\">").text(head).raw("</th>");
    }
    h.raw("</tr></thead><tbody>");
    for (Evaluation.Curves c : curves) {
      Measure brier = brier(c);
      if (brier != null) {
        row(h, c, brier);
      }
    }
    h.raw("</tbody></table>");
  }

  private static void row(Html h, Evaluation.Curves c, Measure brier) {
    Murphy murphy = Murphy.of(c.calibration(), brier.value());
    h.raw("<tr>").cell("model", "name", c.model());
    h.cell("n", "num", Figures.count(murphy.n()));
    h.cell("Brier score", "num", Words.estimate(brier));
    h.cell("reliability", "num", Figures.fixed(murphy.reliability(), DECIMALS));
    h.cell("resolution", "num", Figures.fixed(murphy.resolution(), DECIMALS));
    h.cell("uncertainty", "num", Figures.fixed(murphy.uncertainty(), DECIMALS));
    h.cell("within bins", "num", Figures.signed(murphy.within(), DECIMALS)).raw("</tr>");
  }

  private @Nullable Measure brier(Evaluation.Curves c) {
    return c.calibration().isEmpty() ? null : numbers.measure(c.model(), "brier", c.testSet(), "");
  }
}
