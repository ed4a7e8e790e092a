package dev.nightjar.statistics;

/**
 * Average precision: Σ (Rₖ − Rₖ₋₁) Pₖ over the different scores from the highest down, Pₖ and Rₖ
 * being precision and recall of all rows with at least that score. Ties are one step, and nothing
 * is interpolated, as scikit-learn does; NaN without positives. Source: Zhu, "Recall, precision and
 * average precision", University of Waterloo, Working Paper 2004-09.
 *
 * <p>Influences: with t positives at a step, N rows and T positives from the top down to it, and P
 * positives in all, a row of step j has ∂/∂w = (y (Tⱼ/Nⱼ − AP + Σ t/N) − Σ t T/N²) / P, both sums
 * over step j and all below it: one walk, O(n).
 */
public final class AveragePrecision {

  private AveragePrecision() {}

  /** As {@link OrderStatistic} has it. */
  public static double of(ScoreOrder order, int from, int to, double[] influences) {
    long positives = 0;
    for (int i = from; i < to; i++) {
      positives += order.positive(i) ? 1 : 0;
    }
    double value = walk(order, from, to, positives, Double.NaN, influences);
    // Again, now that the value is known: every difference is then taken of numbers of one size.
    walk(order, from, to, positives, value, influences);
    return value;
  }

  private static double walk(
      ScoreOrder order, int from, int to, long positives, double value, double[] influences) {
    boolean known = !Double.isNaN(value);
    int rows = to - from;
    long hits = positives;
    double total = 0;
    double shares = 0;
    double weighted = 0;
    int start = from;
    while (start < to) {
      int end = start;
      long tied = 0;
      do {
        tied += order.positive(end++) ? 1 : 0;
      } while (end < to && order.tied(end));
      double precision = (double) hits / rows;
      double share = (double) tied / rows;
      total += tied * precision;
      shares += share;
      // Not share × hits / rows: where all above are positive both sums must be the same bits.
      weighted += share * precision;
      double ofPositive = (precision - value + (shares - weighted)) / positives;
      for (int i = start; known && i < end; i++) {
        influences[order.row(i)] = order.positive(i) ? ofPositive : -weighted / positives;
      }
      hits -= tied;
      rows -= end - start;
      start = end;
    }
    return total / positives;
  }
}
