package dev.nightjar.jobs.report;

import dev.nightjar.decision.Decision;
import dev.nightjar.gate.Titles;
import dev.nightjar.text.Figures;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The leading metric over the nights: the candidate a line, the champion steps. */
record HistoryChart(List<Decision.Night> nights, Decision.Night named) {

  private static final int RUG = 12;

  /** Null when no night was measured. Nights measured otherwise are not compared with these. */
  static @Nullable HistoryChart of(List<Decision.Night> all) {
    Decision.Night named = null;
    for (Decision.Night n : all) {
      named = n.candidate() == null ? named : n;
    }
    if (named == null) {
      return null;
    }
    Decision.Night last = named;
    return new HistoryChart(
        all.stream()
            .filter(
                n ->
                    n.candidate() == null
                        || (n.metric().equals(last.metric()) && n.testSet().equals(last.testSet())))
            .toList(),
        last);
  }

  /**
   * The chart.
   *
   * @param note what is said under it; may be empty
   */
  void render(Html h, String note) {
    Plot plot = plot();
    String name = Titles.metric(named.metric()) + " on " + named.testSet();
    h.raw("<figure class=\"chart\">");
    h.element("figcaption", name + " over the nights");
    plot.open(h, name + " over the nights", description());
    axes(h, plot);
    champion(h, plot);
    candidate(h, plot);
    for (Decision.Night n : nights) {
      mark(h, plot, n);
    }
    h.raw("</svg>");
    legend(h);
    if (!note.isEmpty()) {
      h.element("p", note);
    }
    h.raw("</figure>");
  }

  private Plot plot() {
    List<Double> values =
        nights.stream()
            .flatMap(n -> Stream.of(n.candidate(), n.champion()).filter(Objects::nonNull))
            .filter(Double::isFinite)
            .toList();
    double low = values.stream().mapToDouble(v -> v).min().orElse(0);
    double high = values.stream().mapToDouble(v -> v).max().orElse(1);
    double room = Math.max((high - low) * 0.1, 1e-6);
    return new Plot(
        520,
        250,
        54,
        42,
        new Plot.Range(-0.5, day(nights.get(nights.size() - 1)) + 0.5),
        new Plot.Range(low - room, high + room));
  }

  private double day(Decision.Night n) {
    return (double) ChronoUnit.DAYS.between(nights.get(0).date(), n.date());
  }

  private String description() {
    long promoted = nights.stream().filter(n -> n.outcome().equals("PROMOTE")).count();
    return "%s from %s to %s, of which %s a promotion. The last measured value is %s."
        .formatted(
            Figures.count(nights.size(), "night"),
            Words.day(nights.get(0).date()),
            Words.day(nights.get(nights.size() - 1).date()),
            Figures.count(promoted),
            Figures.fixed(Objects.requireNonNullElse(named.candidate(), Double.NaN), 4));
  }

  private void axes(Html h, Plot plot) {
    int decimals = plot.y().decimals(4);
    for (double tick : plot.y().ticks(4)) {
      plot.line(h, "grid", plot.left(), plot.atY(tick), plot.width() - 12, plot.atY(tick));
      plot.label(h, "end", plot.left() - 6, plot.atY(tick) + 4, Figures.fixed(tick, decimals));
    }
    Set<Integer> shown = new TreeSet<>(List.of(0, nights.size() / 2, nights.size() - 1));
    for (int i : shown) {
      double x = plot.atX(day(nights.get(i)));
      String kind = i == 0 && nights.size() > 1 ? "start" : i == nights.size() - 1 ? "end" : "mid";
      plot.label(h, kind, x, plot.height() - 6, Words.shortDay(nights.get(i).date()));
    }
  }

  private void candidate(Html h, Plot plot) {
    StringBuilder d = new StringBuilder();
    boolean pen = false;
    for (Decision.Night n : nights) {
      Double v = n.candidate();
      if (v == null || !Double.isFinite(v)) {
        pen = false;
        continue;
      }
      d.append(pen ? 'L' : 'M').append(place(plot, day(n), v));
      pen = true;
    }
    plot.path(h, "candidate", d.toString());
  }

  private void champion(Html h, Plot plot) {
    StringBuilder d = new StringBuilder();
    for (Decision.Night n : nights) {
      Double v = n.champion();
      if (v != null && Double.isFinite(v)) {
        d.append(d.isEmpty() ? 'M' : 'L').append(place(plot, day(n) - 0.5, v));
        d.append('L').append(place(plot, day(n) + 0.5, v));
      }
    }
    if (!d.isEmpty()) {
      plot.path(h, "champion", d.toString());
    }
  }

  private static String place(Plot plot, double x, double y) {
    return Plot.px(plot.atX(x)) + " " + Plot.px(plot.atY(y));
  }

  private void mark(Html h, Plot plot, Decision.Night n) {
    double x = plot.atX(day(n));
    Double v = n.candidate();
    if (v == null || !Double.isFinite(v)) {
      boolean blocked = n.outcome().equals("BLOCKED");
      double y = plot.height() - plot.bottom() + RUG;
      plot.mark(h, "stopped", x, y, blocked ? Marks.SQUARE : Marks.UP);
      return;
    }
    double y = plot.atY(v);
    switch (n.outcome()) {
      case "PROMOTE" -> plot.mark(h, "promoted", x, y, Marks.DOT);
      case "REJECT" -> plot.mark(h, "refused", x, y, Marks.CROSS);
      case "INCONCLUSIVE" -> plot.mark(h, "open", x, y, Marks.DIAMOND);
      default -> plot.mark(h, "open", x, y, Marks.RING);
    }
  }

  private void legend(Html h) {
    h.raw("<ul class=\"legend\">");
    line(h, "candidate", "candidate");
    if (nights.stream().anyMatch(n -> n.champion() != null)) {
      line(h, "champion", "champion");
    }
    entry(h, "PROMOTE", "promoted", Marks.DOT, "promoted");
    entry(h, "REJECT", "refused", Marks.CROSS, "rejected");
    entry(h, "INCONCLUSIVE", "open", Marks.DIAMOND, "inconclusive");
    entry(h, "BLOCKED", "stopped", Marks.SQUARE, "blocked");
    entry(h, "FAILED", "stopped", Marks.UP, "failed");
    h.raw("</ul>");
  }

  private static void line(Html h, String kind, String word) {
    h.raw("<li><svg class=\"key\" viewBox=\"0 0 22 12\" aria-hidden=\"true\"><path class=\"")
        .raw(kind + "\" d=\"M1 6H21\"/></svg>")
        .text(word)
        .raw("</li>");
  }

  private void entry(Html h, String outcome, String kind, String shape, String word) {
    if (nights.stream().anyMatch(n -> n.outcome().equals(outcome))) {
      h.raw("<li><svg class=\"key\" viewBox=\"-7 -6 14 12\" aria-hidden=\"true\"><path class=\"")
          .raw(kind + "\" d=\"" + shape + "\"/></svg>")
          .text(word)
          .raw("</li>");
    }
  }
}
