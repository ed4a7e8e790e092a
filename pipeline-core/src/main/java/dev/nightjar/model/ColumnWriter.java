package dev.nightjar.model;

/** Writes one feature of some rows into a matrix. */
@FunctionalInterface
interface ColumnWriter {

  /**
   * Fills this feature's columns for the rows {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @param out row after row, all zero where this feature goes
   * @param at where this feature's first column of row {@code from} lies
   * @param width columns of the matrix
   * @return how many rows had a number that the matrix cannot hold
   */
  int write(int from, int to, float[] out, int at, int width);
}
