package dev.nightjar.jobs.report;

import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.text.Figures;
import java.util.List;

/**
 * ROC, calibration and other thresholds on each test set, the models told apart by line and mark.
 */
record CurveSection(Evaluation evaluation, Numbers numbers) {

  private static final Plot.Range UNIT = new Plot.Range(0, 1);

  void render(Html h) {
    if (evaluation.curves().isEmpty()) {
      return;
    }
    h.raw("<section><h2>Ranking and calibration</h2>");
    for (Evaluation.SetSummary set : evaluation.testSets()) {
      List<Evaluation.Curves> curves =
          evaluation.curves().stream().filter(c -> c.testSet().equals(set.name())).toList();
      if (!curves.isEmpty()) {
        h.element("h3", "on " + set.name() + ", " + Figures.count(set.rows(), "row"));
        h.raw("<div class=\"pair\">");
        roc(h, curves);
        calibration(h, curves);
        h.raw("</div>");
        new MurphyTable(curves, numbers).render(h);
        ThresholdCharts.of(evaluation, set, numbers).render(h);
      }
    }
    h.raw("</section>\n");
  }

  private static void roc(Html h, List<Evaluation.Curves> curves) {
    Plot plot = new Plot(520, 400, 50, 48, UNIT, UNIT);
    h.raw("<figure class=\"chart\"><figcaption>ROC: how well it ranks</figcaption>");
    plot.open(h, "ROC curves", "True positive rate over false positive rate of each model.");
    frame(h, plot, UNIT, "false positive rate", "true positive rate");
    for (Evaluation.Curves c : curves) {
      StringBuilder d = new StringBuilder();
      for (Evaluation.Point p : c.roc()) {
        d.append(d.isEmpty() ? 'M' : 'L').append(Plot.px(plot.atX(p.x())));
        d.append(' ').append(Plot.px(plot.atY(p.y())));
      }
      plot.path(h, kind(c.model()), d.toString());
    }
    h.raw("</svg>");
    legend(h, curves, false);
    h.raw("</figure>");
  }

  private static void calibration(Html h, List<Evaluation.Curves> curves) {
    double most = 0.05;
    for (Evaluation.Curves c : curves) {
      for (Evaluation.Bin b : c.calibration()) {
        most = Math.max(most, Math.max(b.meanScore(), Math.min(1, b.high())));
      }
    }
    Plot.Range range = new Plot.Range(0, Math.min(1, most * 1.05));
    Plot plot = new Plot(520, 400, 50, 48, range, range);
    h.raw("<figure class=\"chart\"><figcaption>Calibration: does 20 % mean 20 %</figcaption>");
    plot.open(
        h,
        "Calibration",
        "Share of positives over mean score in bins of equal size, with intervals.");
    frame(h, plot, range, "mean score", "share of positives");
    for (Evaluation.Curves c : curves) {
      if (!c.model().equals("baseline")) {
        bins(h, plot, c);
      }
    }
    h.raw("</svg>");
    legend(h, curves, true);
    h.raw("</figure>");
  }

  private static void bins(Html h, Plot plot, Evaluation.Curves c) {
    boolean candidate = c.model().equals("candidate");
    for (Evaluation.Bin b : c.calibration()) {
      double x = plot.atX(b.meanScore()) + (candidate ? -1.5 : 1.5);
      double low = Math.max(plot.y().from(), b.low());
      double high = Math.min(plot.y().to(), b.high());
      plot.line(h, kind(c.model()) + " whisker", x, plot.atY(low), x, plot.atY(high));
      String shape = candidate ? Marks.DOT : Marks.SQUARE;
      plot.mark(h, "bin " + kind(c.model()), x, plot.atY(b.positiveShare()), shape);
    }
  }

  private static void frame(Html h, Plot plot, Plot.Range range, String x, String y) {
    int decimals = range.decimals(4);
    for (double tick : range.ticks(4)) {
      plot.line(h, "grid", plot.left(), plot.atY(tick), plot.width() - 12, plot.atY(tick));
      plot.label(h, "end", plot.left() - 6, plot.atY(tick) + 4, Figures.fixed(tick, decimals));
      plot.label(
          h,
          "mid",
          plot.atX(tick),
          plot.height() - plot.bottom() + 17,
          Figures.fixed(tick, decimals));
    }
    double far = range.to();
    plot.line(h, "even", plot.atX(0), plot.atY(0), plot.atX(far), plot.atY(far));
    plot.label(h, "end", plot.width() - 12, plot.height() - 6, x);
    plot.label(h, "start", plot.left() + 6, 20, y);
  }

  private static void legend(Html h, List<Evaluation.Curves> curves, boolean marks) {
    h.raw("<ul class=\"legend\">");
    for (Evaluation.Curves c : curves) {
      String kind = kind(c.model());
      if (marks && kind.equals("baseline")) {
        continue;
      }
      String shape = kind.equals("candidate") ? Marks.DOT : Marks.SQUARE;
      h.raw("<li><svg class=\"key\" viewBox=\"-11 -6 22 12\" aria-hidden=\"true\"><path class=\"")
          .raw((marks ? "bin " : "") + kind + "\" d=\"" + (marks ? shape : "M-10 0H10"))
          .raw("\"/></svg>")
          .text(c.model())
          .raw("</li>");
    }
    h.raw("</ul>");
  }

  /** One of three words: it stands in an attribute. */
  private static String kind(String model) {
    return model.equals("candidate") || model.equals("champion") ? model : "baseline";
  }
}
