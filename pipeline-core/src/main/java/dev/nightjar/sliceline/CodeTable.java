package dev.nightjar.sliceline;

/**
 * Rows to be searched.
 *
 * @param codes for each column the value of each row as a number from 0; −1: a value that no slice
 *     may ask for
 * @param errors of each row, finite and not negative
 */
@SuppressWarnings("ArrayRecordComponent")
public record CodeTable(int[][] codes, double[] errors) {

  /** Throws {@link IllegalArgumentException} when rows do not fit, or a number is out of range. */
  public CodeTable {
    for (int c = 0; c < codes.length; c++) {
      if (codes[c].length != errors.length) {
        throw new IllegalArgumentException(
            "column %d has %d rows, not %d".formatted(c, codes[c].length, errors.length));
      }
      for (int code : codes[c]) {
        if (code < -1) {
          throw new IllegalArgumentException("column %d has the code %d".formatted(c, code));
        }
      }
    }
    for (double error : errors) {
      if (!(error >= 0) || Double.isInfinite(error)) {
        throw new IllegalArgumentException("an error is finite and not negative: " + error);
      }
    }
  }

  /** The number of rows. */
  public int rows() {
    return errors.length;
  }
}
