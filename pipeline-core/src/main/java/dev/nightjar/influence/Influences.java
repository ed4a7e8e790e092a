package dev.nightjar.influence;

/**
 * A metric of some rows, and how much each row moves it.
 *
 * @param value NaN when it is undefined
 * @param rows that count: the metric's own denominator
 * @param of for each of the rows its share of the weight times the influence function there: the
 *     first derivative of the metric in the weight of the row; NaN for rows that do not count. They
 *     sum to 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record Influences(double value, long rows, double[] of) {

  /** A number of a row; NaN: it does not count. */
  @FunctionalInterface
  public interface RowValue {
    double of(int row);
  }

  /** Of a metric that is undefined on these rows. */
  public static Influences undefined(long counted, int rows) {
    return new Influences(Double.NaN, counted, new double[rows]);
  }

  /** Of the mean of the numbers of those rows that count and whose weight is not 0. */
  public static Influences mean(JudgedRows set, int[] rows, RowValue value) {
    double[] of = new double[rows.length];
    double weight = 0;
    double sum = 0;
    long counted = 0;
    for (int i = 0; i < rows.length; i++) {
      of[i] = set.weight(rows[i]) > 0 ? value.of(rows[i]) : Double.NaN;
      if (!Double.isNaN(of[i])) {
        weight += set.weight(rows[i]);
        sum += set.weight(rows[i]) * of[i];
        counted++;
      }
    }
    double mean = weight > 0 ? sum / weight : Double.NaN;
    for (int i = 0; i < rows.length; i++) {
      of[i] = set.weight(rows[i]) / weight * (of[i] - mean);
    }
    return new Influences(mean, counted, of);
  }

  /** Of a function of the metric whose derivative there is {@code slope}. */
  public Influences scaled(double value, double slope) {
    double[] scaled = of.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= slope;
    }
    return new Influences(value, rows, scaled);
  }
}
