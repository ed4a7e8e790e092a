package dev.nightjar.jobs.report;

import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.evaluation.ThresholdCurve;
import dev.nightjar.evaluation.ThresholdCurve.Point;
import dev.nightjar.statistics.Measure;
import dev.nightjar.text.Figures;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What other thresholds would do on one test set, with the frozen ones as vertical lines. */
record ThresholdCharts(
    Evaluation.SetSummary set, double confidence, List<ThresholdCurve> curves, Numbers numbers) {

  private static final Plot.Range UNIT = new Plot.Range(0, 1);

  /** Room above the lines for what the frozen thresholds are called. */
  private static final Plot.Range ROOM = new Plot.Range(0, 1.25);

  private static final int EVERY = 5;
  private static final int DECIMALS = 3;

  /** One chart: a number of a point with the ends of its interval. */
  private record Shown(
      String name,
      ToDoubleFunction<Point> value,
      ToDoubleFunction<Point> low,
      ToDoubleFunction<Point> high) {}

  static ThresholdCharts of(Evaluation evaluation, Evaluation.SetSummary set, Numbers numbers) {
    List<ThresholdCurve> all = evaluation.thresholds();
    List<ThresholdCurve> own =
        all == null
            ? List.of()
            : all.stream()
                .filter(c -> c.testSet().equals(set.name()) && !c.points().isEmpty())
                .toList();
    return new ThresholdCharts(set, evaluation.confidence(), own, numbers);
  }

  void render(Html h) {
    if (curves.isEmpty()) {
      return;
    }
    h.element("h4", "With another threshold on " + set.name());
    h.raw("<div class=\"pair\">");
    chart(h, new Shown("Recall", Point::recall, Point::recallLow, Point::recallHigh));
    chart(h, new Shown("Precision", Point::precision, Point::precisionLow, Point::precisionHigh));
    chart(h, new Shown("F1", Point::f1, ThresholdCharts::none, ThresholdCharts::none));
    h.raw("</div><p>Bands are intervals of ").text(Figures.percent(2 * confidence - 1));
    h.text(set.unit() == null ? "" : ", for rows that come by " + set.unit());
    h.raw("; F1 has none. A threshold that is chosen on these rows looks better than it is.</p>");
    h.raw("<ul>");
    curves.forEach(c -> h.element("li", sentence(c)));
    h.raw("</ul>");
  }

  private String sentence(ThresholdCurve c) {
    String frozen =
        "%s: from %s (frozen) recall is %s and precision %s"
            .formatted(c.model(), brief(c.frozen()), now(c, "recall"), now(c, "precision"));
    Point best =
        c.points().stream()
            .filter(p -> !Double.isNaN(p.f1()))
            .max(Comparator.comparingDouble(Point::f1))
            .orElse(null);
    Measure f1 = numbers.measure(c.model(), "f1", c.testSet(), "");
    if (best == null || (f1 != null && f1.value() >= best.f1())) {
      return frozen + ".";
    }
    return frozen
        + "; from %s, where F1 is greatest (%s), they would be %s and %s."
            .formatted(
                brief(best.threshold()),
                Figures.fixed(best.f1(), DECIMALS),
                estimate(best.recall(), best.recallLow(), best.recallHigh()),
                estimate(best.precision(), best.precisionLow(), best.precisionHigh()));
  }

  private String now(ThresholdCurve c, String metric) {
    return Words.estimate(numbers.measure(c.model(), metric, c.testSet(), ""));
  }

  private static String estimate(double value, double low, double high) {
    String interval = Double.isNaN(low) ? "" : " " + Figures.interval(low, high, DECIMALS);
    return Figures.fixed(value, DECIMALS) + interval;
  }

  private static String brief(double threshold) {
    return Figures.fixed(threshold, DECIMALS);
  }

  private void chart(Html h, Shown shown) {
    Plot plot = new Plot(520, 300, 50, 48, range(), ROOM);
    h.raw("<figure class=\"chart\"><figcaption>").text(shown.name() + " by threshold");
    h.raw("</figcaption>");
    plot.open(
        h,
        shown.name() + " by threshold",
        shown.name() + " of each model when scores from another threshold on are positive.");
    frame(h, plot);
    curves.forEach(c -> band(h, plot, c, shown));
    curves.forEach(c -> line(h, plot, c, shown.value()));
    frozen(h, plot);
    h.raw("</svg><ul class=\"legend\">");
    for (ThresholdCurve c : curves) {
      String kind = kind(c);
      h.raw("<li><svg class=\"key\" viewBox=\"-11 -6 22 12\" aria-hidden=\"true\"><path class=\"")
          .raw(kind + "\" d=\"M-10 0H10\"/><path class=\"bin " + kind + "\" d=\"" + shape(c))
          .raw("\"/></svg>")
          .text(c.model())
          .raw("</li>");
    }
    h.raw("</ul></figure>");
  }

  private Plot.Range range() {
    double from = 1;
    double to = 0;
    for (ThresholdCurve c : curves) {
      List<Point> points = c.points();
      from = Math.min(from, Math.min(c.frozen(), points.get(0).threshold()));
      to = Math.max(to, Math.max(c.frozen(), points.get(points.size() - 1).threshold()));
    }
    return new Plot.Range(from, to);
  }

  private static void frame(Html h, Plot plot) {
    for (double tick : UNIT.ticks(4)) {
      plot.line(h, "grid", plot.left(), plot.atY(tick), plot.width() - 12, plot.atY(tick));
      plot.label(h, "end", plot.left() - 6, plot.atY(tick) + 4, Figures.fixed(tick, 1));
    }
    int foot = plot.height() - plot.bottom() + 17;
    for (double tick : plot.x().ticks(4)) {
      String text = Figures.fixed(tick, plot.x().decimals(4));
      plot.label(h, "mid", plot.atX(tick), foot, text);
    }
    plot.label(h, "end", plot.width() - 12, plot.height() - 6, "positive from this score on");
  }

  /** Between the ends of the intervals, where there are any. */
  private static void band(Html h, Plot plot, ThresholdCurve c, Shown shown) {
    List<Point> points =
        c.points().stream().filter(p -> !Double.isNaN(shown.low().applyAsDouble(p))).toList();
    StringBuilder d = new StringBuilder();
    for (int i = 0; i < points.size(); i++) {
      to(d, plot, points.get(i), shown.low());
    }
    for (int i = points.size() - 1; i >= 0; i--) {
      to(d, plot, points.get(i), shown.high());
    }
    if (points.size() > 1) {
      plot.path(h, "band " + kind(c), d.append('Z').toString());
    }
  }

  private static void line(Html h, Plot plot, ThresholdCurve c, ToDoubleFunction<Point> value) {
    List<Point> points =
        c.points().stream().filter(p -> !Double.isNaN(value.applyAsDouble(p))).toList();
    StringBuilder d = new StringBuilder();
    points.forEach(p -> to(d, plot, p, value));
    if (!points.isEmpty()) {
      plot.path(h, kind(c), d.toString());
    }
    for (int i = 0; i < points.size(); i += EVERY) {
      Point p = points.get(i);
      double x = plot.atX(p.threshold());
      plot.mark(h, "bin " + kind(c), x, plot.atY(value.applyAsDouble(p)), shape(c));
    }
  }

  private static void to(StringBuilder d, Plot plot, Point p, ToDoubleFunction<Point> value) {
    d.append(d.isEmpty() ? 'M' : 'L').append(Plot.px(plot.atX(p.threshold())));
    d.append(' ').append(Plot.px(plot.atY(value.applyAsDouble(p))));
  }

  private void frozen(Html h, Plot plot) {
    boolean same = curves.stream().mapToDouble(ThresholdCurve::frozen).distinct().count() == 1;
    int row = 0;
    for (ThresholdCurve c : same ? curves.subList(0, 1) : curves) {
      double x = plot.atX(c.frozen());
      boolean left = x < 0.6 * plot.width();
      double top = 20.0 + 20 * row++;
      String who = same && curves.size() > 1 ? "both" : c.model();
      plot.line(h, kind(c), x, plot.atY(0), x, top - 10);
      plot.label(
          h,
          left ? "start" : "end",
          x + (left ? 5 : -5),
          top,
          String.format(Locale.ROOT, "%s frozen at %s", who, brief(c.frozen())));
    }
  }

  static double none(Point p) {
    return Double.NaN;
  }

  private static String shape(ThresholdCurve c) {
    return c.model().equals("candidate") ? Marks.DOT : Marks.SQUARE;
  }

  /** One of two words: it stands in an attribute. */
  private static String kind(ThresholdCurve c) {
    return c.model().equals("candidate") ? "candidate" : "champion";
  }
}
