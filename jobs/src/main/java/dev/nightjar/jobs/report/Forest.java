package dev.nightjar.jobs.report;

import dev.nightjar.statistics.Comparison;
import java.util.List;

/** The bars of a forest plot: one small picture a row, all on one scale around zero. */
final class Forest {

  private static final double HALF = 100;
  private static final int EDGE = 94;
  private static final int FEW = 12;

  private final double limit;

  /** A scale on which nine ends of ten fit, or all of few; what does not is cut off by an arrow. */
  Forest(List<Comparison> comparisons) {
    double[] ends =
        comparisons.stream()
            .flatMapToDouble(c -> java.util.stream.DoubleStream.of(c.low(), c.high()))
            .map(Math::abs)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    int last = ends.length <= FEW ? ends.length - 1 : (int) (0.9 * (ends.length - 1));
    limit = ends.length == 0 ? 1 : Math.max(1e-9, ends[last] * 1.1);
  }

  /** Its numbers stand beside it in words, so that it is hidden from screen readers. */
  void bar(Html h, Comparison c) {
    h.raw("<svg class=\"forest\" viewBox=\"-100 -8 200 16\" aria-hidden=\"true\">");
    h.raw("<line class=\"zero\" x1=\"0\" y1=\"-8\" x2=\"0\" y2=\"8\"/>");
    if (!Double.isFinite(c.difference()) || !(c.low() <= c.high())) {
      h.raw("</svg>");
      return;
    }
    String side = Words.side(c).isEmpty() ? "even" : Words.side(c);
    h.raw(
        "<line class=\"%s\" x1=\"%s\" y1=\"0\" x2=\"%s\" y2=\"0\"/>"
            .formatted(side, Plot.px(at(c.low())), Plot.px(at(c.high()))));
    if (at(c.low()) <= -EDGE) {
      h.raw("<path class=\"" + side + "\" d=\"M-94-3L-98 0L-94 3\"/>");
    }
    if (at(c.high()) >= EDGE) {
      h.raw("<path class=\"" + side + "\" d=\"M94-3L98 0L94 3\"/>");
    }
    String shape = c.low() > 0 ? Marks.UP : c.high() < 0 ? Marks.DOWN : Marks.RING;
    h.raw(
        "<path class=\"point %s\" transform=\"translate(%s 0)\" d=\"%s\"/></svg>"
            .formatted(side, Plot.px(at(c.difference())), shape));
  }

  private double at(double value) {
    return Math.max(-EDGE, Math.min(EDGE, value / limit * HALF));
  }
}
