package dev.nightjar.statistics;

/** A number made of labels and scores in the order of scores, such as average precision. */
@FunctionalInterface
public interface OrderStatistic {

  /**
   * The number for the places from {@code from} to before {@code to}; NaN where it is undefined.
   *
   * @param order ascending
   * @param influences receives, by row, the derivative of the number with respect to the weight of
   *     the row, all weights being 1; meaningless where the number is NaN
   */
  double of(ScoreOrder order, int from, int to, double[] influences);
}
