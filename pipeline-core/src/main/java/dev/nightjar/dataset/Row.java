package dev.nightjar.dataset;

/**
 * One row on its way from a reader to a writer; valid until the reader moves on. Columns are
 * numbered from 0 in the order of the {@link Schema}. A value is asked for only where {@link
 * #missing} is false, and by the method of its column's type.
 */
public interface Row {

  /** Whether there is no value. */
  boolean missing(int column);

  /**
   * The value of an {@link ColumnType#INTEGER}; a {@link ColumnType#DATE} as days since 1970-01-01;
   * a {@link ColumnType#TIMESTAMP} as microseconds since 1970-01-01T00:00 on the local clock; a
   * {@link ColumnType#BOOLEAN} as 0 or 1.
   */
  long whole(int column);

  /** The value of a {@link ColumnType#DOUBLE}. */
  double number(int column);

  /** The value of a {@link ColumnType#TEXT}. */
  String text(int column);
}
