package dev.nightjar.evaluation;

import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Frame;

/**
 * What a yes and a no cost in each row of a test set, whose label is known.
 *
 * @param yes by row
 * @param no by row
 */
@SuppressWarnings("ArrayRecordComponent")
public record RowCosts(double[] yes, double[] no) {

  /**
   * Of a frame that has the matrix's entries among its amounts.
   *
   * @param set name of the test set, for the message
   * @throws DataException naming entry and row where a row that an entry is about has no number
   */
  public static RowCosts of(CostMatrix matrix, Frame frame, byte[] labels, String set) {
    RowCosts costs = new RowCosts(new double[labels.length], new double[labels.length]);
    matrix
        .entries()
        .forEach(
            (cell, amount) -> {
              boolean yes =
                  cell == CostMatrix.Cell.TRUE_POSITIVE || cell == CostMatrix.Cell.FALSE_POSITIVE;
              double[] values = frame.numbers(Rows.AMOUNT + amount.text());
              double[] to = yes ? costs.yes() : costs.no();
              for (int row = 0; row < labels.length; row++) {
                if (cell.concerns(labels[row])) {
                  require(values[row], matrix.name() + "." + cell.key(), amount, row, set);
                  to[row] = values[row];
                }
              }
            });
    return costs;
  }

  private static void require(double value, String what, Expression amount, int row, String set) {
    if (!Double.isFinite(value)) {
      throw new DataException(
          "metric %s: \"%s\": expected a number in every row of test set %s that it is about, found %s in row %d"
              .formatted(
                  what,
                  amount.text(),
                  set,
                  Double.isNaN(value) ? "none" : String.valueOf(value),
                  row + 1));
    }
  }

  double of(int row, boolean called) {
    return called ? yes[row] : no[row];
  }

  /** How much a decision can change. */
  double span(int row) {
    return Math.abs(yes[row] - no[row]);
  }
}
