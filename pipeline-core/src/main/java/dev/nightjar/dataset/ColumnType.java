package dev.nightjar.dataset;

/** The types that a dataset's column can have, whatever file it came from. */
public enum ColumnType {
  BOOLEAN,
  INTEGER,
  DOUBLE,
  TEXT,
  DATE,
  TIMESTAMP;

  /** Whether values of this type can be summed and averaged. */
  public boolean isNumeric() {
    return this == INTEGER || this == DOUBLE;
  }
}
