package dev.nightjar.multiclass;

import dev.nightjar.influence.Influences;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Average precision of rows that may have weights, with its influences: those of {@link
 * dev.nightjar.statistics.AveragePrecision}, with weights in the place of numbers of rows.
 */
final class RankedPrecision {

  private RankedPrecision() {}

  static Influences of(ClassSet set, int[] rows, IntPredicate positive, double[] scores) {
    int[] order =
        IntStream.range(0, rows.length)
            .filter(i -> set.weight(rows[i]) > 0)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[rows[i]]))
            .mapToInt(Integer::intValue)
            .toArray();
    double positives =
        Arrays.stream(order).map(i -> rows[i]).filter(positive).mapToDouble(set::weight).sum();
    if (!(positives > 0)) {
      return Influences.undefined(order.length, rows.length);
    }
    double[] of = new double[rows.length];
    Arrays.fill(of, Double.NaN);
    double all = Arrays.stream(order).mapToDouble(i -> set.weight(rows[i])).sum();
    double hits = positives;
    double value = 0;
    double shares = 0;
    double weighted = 0;
    for (int start = 0; start < order.length; ) {
      double score = scores[rows[order[start]]];
      int end = start;
      double tied = 0;
      double gone = 0;
      while (end < order.length && scores[rows[order[end]]] == score) {
        int row = rows[order[end++]];
        gone += set.weight(row);
        tied += positive.test(row) ? set.weight(row) : 0;
      }
      double precision = hits / all;
      value += tied / positives * precision;
      shares += tied / all;
      weighted += tied / all * precision;
      for (int i = start; i < end; i++) {
        boolean counts = positive.test(rows[order[i]]);
        of[order[i]] = (counts ? precision + shares : 0) - weighted;
      }
      hits -= tied;
      all -= gone;
      start = end;
    }
    double found = value;
    for (int i : order) {
      double less = positive.test(rows[i]) ? found : 0;
      of[i] = set.weight(rows[i]) / positives * (of[i] - less);
    }
    return new Influences(value, order.length, of);
  }
}
