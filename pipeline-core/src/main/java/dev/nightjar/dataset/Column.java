package dev.nightjar.dataset;

/** A named, typed column. Names are kept as the file wrote them, and compared exactly. */
public record Column(String name, ColumnType type) {

  /** Throws {@link IllegalArgumentException} for an empty name. */
  public Column {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a column needs a name");
    }
  }
}
