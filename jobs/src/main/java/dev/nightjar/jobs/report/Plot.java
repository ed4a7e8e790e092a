package dev.nightjar.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The frame of a chart: maps values to places and writes SVG in the classes of the style sheet.
 *
 * @param width of the view box
 * @param height of the view box
 * @param left room for the labels of the y axis
 * @param bottom room for those of the x axis
 */
record Plot(int width, int height, int left, int bottom, Range x, Range y) {

  private static final int TOP = 10;
  private static final int RIGHT = 12;

  /** An interval of values. */
  record Range(double from, double to) {

    Range {
      if (!(to > from)) {
        double room = Math.max(1e-9, Math.abs(from) * 0.01);
        from -= room;
        to += room;
      }
    }

    /** Round values inside, about as many as asked for. */
    List<Double> ticks(int about) {
      double raw = (to - from) / about;
      double power = Math.pow(10, Math.floor(Math.log10(raw)));
      double step =
          power * (raw / power < 1.5 ? 1 : raw / power < 3.5 ? 2 : raw / power < 7.5 ? 5 : 10);
      List<Double> out = new ArrayList<>();
      for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) {
        out.add(i * step);
      }
      return out;
    }

    /** Decimals that tell its ticks apart. */
    int decimals(int about) {
      return Math.max(0, (int) Math.ceil(-Math.log10((to - from) / about) + 0.15));
    }
  }

  double atX(double value) {
    return left + (value - x.from()) / (x.to() - x.from()) * (width - left - RIGHT);
  }

  double atY(double value) {
    return height - bottom - (value - y.from()) / (y.to() - y.from()) * (height - bottom - TOP);
  }

  /** Opens the picture; its title and description are what a screen reader says. */
  Html open(Html h, String title, String description) {
    h.raw("<svg viewBox=\"0 0 %d %d\" role=\"img\">".formatted(width, height));
    return h.element("title", title).element("desc", description);
  }

  Html line(Html h, String kind, double x1, double y1, double x2, double y2) {
    return h.raw(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
            .formatted(kind, px(x1), px(y1), px(x2), px(y2)));
  }

  /** Labels at a place; {@code kind} says how they are anchored. */
  Html label(Html h, String kind, double atX, double atY, String text) {
    h.raw("<text class=\"%s\" x=\"%s\" y=\"%s\">".formatted(kind, px(atX), px(atY)));
    return h.text(text).raw("</text>");
  }

  Html path(Html h, String kind, String d) {
    return h.raw("<path class=\"" + kind + "\" d=\"" + d + "\"/>");
  }

  /** A mark, drawn around its middle, from {@link Marks}. */
  Html mark(Html h, String kind, double atX, double atY, String shape) {
    return h.raw(
        "<path class=\"%s\" transform=\"translate(%s %s)\" d=\"%s\"/>"
            .formatted(kind, px(atX), px(atY), shape));
  }

  static String px(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
