package dev.nightjar.multiclass;

import dev.nightjar.influence.Influences;
import java.util.stream.IntStream;

/** How much each row moves the ratios of classes. */
final class RatioInfluences {

  private RatioInfluences() {}

  static Influences of(ClassMetric.OfClass metric, ClassSet set, String role, int[] rows) {
    Margins m = Margins.of(set, role, rows);
    int c = metric.of();
    ClassRatio ratio = metric.ratio();
    double below = ratio.below(m.actual()[c], m.called()[c]);
    long n = m.rows(ratio, c);
    if (below == 0) {
      return Influences.undefined(n, rows.length);
    }
    double value = ratio.a() * m.hits()[c] / below;
    int[] said = set.said(role).classes();
    double[] of = new double[rows.length];
    for (int i = 0; i < of.length; i++) {
      int row = rows[i];
      of[i] = set.weight(row) / below * ratio.pull(set.actual()[row] == c, said[row] == c, value);
    }
    return new Influences(value, n, of);
  }

  static Influences of(ClassMetric.Averaged metric, ClassSet set, String role, int[] rows) {
    Margins m = Margins.of(set, role, rows);
    ClassRatio ratio = metric.ratio();
    boolean byRows = metric.over() == ClassMetric.Averaged.Over.ROWS;
    int classes = set.classes().size();
    double occurring = IntStream.range(0, classes).filter(c -> m.actual()[c] > 0).count();
    if (metric.over() == ClassMetric.Averaged.Over.ALL && occurring < classes) {
      return Influences.undefined(0, rows.length);
    }
    double[] share = new double[classes];
    double[] below = new double[classes];
    double[] values = new double[classes];
    double value = 0;
    for (int c = 0; c < classes; c++) {
      if (m.actual()[c] > 0) {
        share[c] = byRows ? m.actual()[c] / m.weight() : 1 / occurring;
        below[c] = ratio.below(m.actual()[c], m.called()[c]);
        values[c] = below[c] == 0 ? 0 : ratio.a() * m.hits()[c] / below[c];
        value += byRows ? m.actual()[c] * values[c] : values[c];
      }
    }
    value /= byRows ? m.weight() : occurring;
    int[] said = set.said(role).classes();
    double[] of = new double[rows.length];
    for (int i = 0; i < of.length; i++) {
      int row = rows[i];
      int is = set.actual()[row];
      int called = said[row];
      double pull = 0;
      if (below[is] > 0) {
        pull += share[is] / below[is] * ratio.pull(true, is == called, values[is]);
      }
      if (called != is && below[called] > 0) {
        pull += share[called] / below[called] * ratio.pull(false, true, values[called]);
      }
      // A row more of a class also makes the class count more.
      double more = byRows ? (values[is] - value) / m.weight() : 0;
      of[i] = set.weight(row) > 0 ? set.weight(row) * (pull + more) : Double.NaN;
    }
    return new Influences(value, byRows ? m.rows() : m.rarest(), of);
  }
}
