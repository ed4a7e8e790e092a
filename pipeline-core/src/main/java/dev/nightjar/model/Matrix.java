package dev.nightjar.model;

/**
 * A dense matrix of encoded rows, row after row.
 *
 * @param rows number of rows
 * @param columns number of columns
 * @param values {@code rows × columns} finite numbers, except NaN where a trainer takes missing
 *     values
 */
@SuppressWarnings("ArrayRecordComponent")
public record Matrix(int rows, int columns, float[] values) {

  public Matrix {
    if ((long) rows * columns != values.length) {
      throw new IllegalArgumentException(rows + " × " + columns + " is not " + values.length);
    }
  }
}
