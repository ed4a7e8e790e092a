package dev.nightjar.model;

/**
 * A column that a model may look at.
 *
 * @param name a column of the dataset or a derived one
 * @param kind how it is encoded
 */
public record Feature(String name, Kind kind) {

  /** How a feature is encoded. */
  public enum Kind {
    /** As the column's type says: numbers as numbers, everything else as categories. */
    INFERRED,
    NUMERIC,
    CATEGORICAL
  }
}
