package dev.nightjar.dataset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows held as columns of primitives. Immutable by agreement: nobody writes into the arrays. */
public final class Frame {

  private final int rows;
  private final Map<String, FrameColumn> columns = new LinkedHashMap<>();

  /** Throws {@link IllegalArgumentException} when a column has another number of rows. */
  public Frame(int rows, List<? extends FrameColumn> columns) {
    this.rows = rows;
    for (FrameColumn column : columns) {
      if (column.rows() != rows) {
        throw new IllegalArgumentException(
            column.name() + " has " + column.rows() + " rows, not " + rows);
      }
      this.columns.put(column.name(), column);
    }
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  /** The columns, in order. */
  public List<FrameColumn> columns() {
    return List.copyOf(columns.values());
  }

  /** The column of that name; throws {@link IllegalArgumentException} when there is none. */
  public FrameColumn column(String name) {
    FrameColumn column = columns.get(name);
    if (column == null) {
      throw new IllegalArgumentException("no column " + name + " among " + columns.keySet());
    }
    return column;
  }

  /** These rows, in their order. */
  public Frame at(int[] numbers) {
    return new Frame(numbers.length, columns().stream().map(column -> column.at(numbers)).toList());
  }

  /** The same rows with these columns in place of those of the same names. */
  public Frame with(List<? extends FrameColumn> others) {
    Map<String, FrameColumn> all = new LinkedHashMap<>(columns);
    others.forEach(other -> all.put(other.name(), other));
    return new Frame(rows, List.copyOf(all.values()));
  }

  /** The values of a numeric column, NaN where missing. */
  public double[] numbers(String name) {
    if (column(name) instanceof FrameColumn.Numbers numbers) {
      return numbers.values();
    }
    throw new IllegalArgumentException(name + " is not numeric");
  }
}
