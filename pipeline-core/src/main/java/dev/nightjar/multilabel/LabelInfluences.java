package dev.nightjar.multilabel;

import dev.nightjar.influence.Influences;
import dev.nightjar.multiclass.ClassRatio;
import java.util.Arrays;

/** How much each row moves the ratios of labels. */
final class LabelInfluences {

  private final LabelSet set;
  private final int[] rows;
  private final double[] hits;
  private final double[] actual;
  private final double[] given;
  private final long[] having;
  private long counted;

  private LabelInfluences(LabelSet set, String role, int[] rows) {
    this.set = set;
    this.rows = rows;
    int labels = set.labels().size();
    hits = new double[labels];
    actual = new double[labels];
    given = new double[labels];
    having = new long[labels];
    for (int row : rows) {
      double w = set.weight(row);
      if (w > 0) {
        counted++;
        for (int label : set.actual()[row]) {
          actual[label] += w;
          having[label]++;
        }
        for (int label : set.said(role)[row]) {
          given[label] += w;
          hits[label] += set.has(row, label) ? w : 0;
        }
      }
    }
  }

  static Influences of(LabelMetric.OfLabel metric, LabelSet set, String role, int[] rows) {
    LabelInfluences sums = new LabelInfluences(set, role, rows);
    int label = metric.of();
    ClassRatio ratio = metric.ratio();
    double below = ratio.below(sums.actual[label], sums.given[label]);
    long n =
        Arrays.stream(rows)
            .filter(row -> set.weight(row) > 0)
            .filter(
                row ->
                    (ratio.b() > 0 && set.has(row, label))
                        || (ratio.c() > 0 && set.said(role, row, label)))
            .count();
    if (below == 0) {
      return Influences.undefined(n, rows.length);
    }
    double value = ratio.a() * sums.hits[label] / below;
    return sums.influences(
        value,
        n,
        row -> ratio.pull(set.has(row, label), set.said(role, row, label), value) / below);
  }

  static Influences of(LabelMetric.Pooled metric, LabelSet set, String role, int[] rows) {
    LabelInfluences sums = new LabelInfluences(set, role, rows);
    ClassRatio ratio = metric.ratio();
    double below = ratio.below(Arrays.stream(sums.actual).sum(), Arrays.stream(sums.given).sum());
    if (below == 0) {
      return Influences.undefined(sums.counted, rows.length);
    }
    double value = ratio.a() * Arrays.stream(sums.hits).sum() / below;
    return sums.influences(
        value,
        sums.counted,
        row -> {
          double own = ratio.below(set.actual()[row].length, set.said(role)[row].length);
          return (ratio.a() * set.common(role, row) - value * own) / below;
        });
  }

  static Influences of(LabelMetric.Averaged metric, LabelSet set, String role, int[] rows) {
    LabelInfluences sums = new LabelInfluences(set, role, rows);
    ClassRatio ratio = metric.ratio();
    double[] part = new double[sums.actual.length];
    double[] values = new double[part.length];
    double[] below = new double[part.length];
    double all = 0;
    double total = 0;
    for (int l = 0; l < part.length; l++) {
      part[l] = metric.weighted() ? sums.actual[l] : sums.actual[l] > 0 ? 1 : 0;
      below[l] = ratio.below(sums.actual[l], sums.given[l]);
      values[l] = below[l] == 0 ? 0 : ratio.a() * sums.hits[l] / below[l];
      all += part[l];
      total += part[l] * values[l];
    }
    if (all == 0) {
      return Influences.undefined(0, rows.length);
    }
    double value = total / all;
    double whole = all;
    long n =
        metric.weighted()
            ? sums.counted
            : Arrays.stream(sums.having).filter(rarity -> rarity > 0).min().orElse(0);
    return sums.influences(
        value,
        n,
        row -> {
          double pull = 0;
          for (int l : set.actual()[row]) {
            boolean said = set.said(role, row, l);
            pull += below[l] > 0 ? part[l] / below[l] * ratio.pull(true, said, values[l]) : 0;
            // A row more with a label also makes the label count more.
            pull += metric.weighted() ? values[l] - value : 0;
          }
          for (int l : set.said(role)[row]) {
            if (below[l] > 0 && !set.has(row, l)) {
              pull += part[l] / below[l] * ratio.pull(false, true, values[l]);
            }
          }
          return pull / whole;
        });
  }

  private Influences influences(double value, long n, Influences.RowValue slope) {
    double[] of = new double[rows.length];
    for (int i = 0; i < of.length; i++) {
      double w = set.weight(rows[i]);
      of[i] = w > 0 ? w * slope.of(rows[i]) : Double.NaN;
    }
    return new Influences(value, n, of);
  }
}
