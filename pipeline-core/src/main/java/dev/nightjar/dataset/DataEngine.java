package dev.nightjar.dataset;

import java.io.IOException;

/**
 * Reads rows out of Parquet. An engine sees the files of the {@link RowSource} that it was opened
 * with and nothing else of the machine.
 *
 * <p>Not thread-safe. Closing frees memory and scratch files.
 */
public interface DataEngine {

  /**
   * Opens the rows.
   *
   * @throws DataException when a file cannot be read, or an expression names a column that is not
   *     there
   */
  Rows open(RowSource source) throws IOException;

  /** An opened {@link RowSource}. */
  interface Rows extends AutoCloseable {

    /** Name of the column of 64-bit row keys in every frame: {@link FrameColumn.Longs}. */
    String KEY = "__key";

    /**
     * Name of the column of 64-bit keys of the rows' contents, which are all columns but the
     * recipe's id, and the label where it comes from another dataset: {@link FrameColumn.Longs}.
     * Without an id and such a label it is the key.
     */
    String CONTENT = "__content";

    /**
     * Name of the column that says when a row and its label were known, in days since 1970 with
     * fractions: {@link FrameColumn.Numbers}.
     */
    String KNOWN = "__known";

    /** Name of the label column, 0 or 1: {@link FrameColumn.Numbers}. */
    String LABEL = "__label";

    /**
     * Name of the event time column, days since 1970 with fractions: {@link FrameColumn.Numbers}.
     */
    String TIME = "__time";

    /**
     * Name of the column of the split's groups as texts, in frames of one side of a split that has
     * groups: {@link FrameColumn.Texts}. The column itself may be rounded: of whole numbers above
     * 2^53 several are one as a double.
     */
    String GROUP = "__group";

    /**
     * Before an expression's text: name of the column of its amounts: {@link FrameColumn.Numbers}.
     */
    String AMOUNT = "__amount ";

    /** The dataset's and the derived columns with their types. */
    Schema schema();

    /** What was left out, and why. */
    RowCounts counts();

    /** Number of rows selected. */
    long count(RowSelection selection);

    /**
     * The selected rows in a fixed order: by segment, then by place in its file. Holds the named
     * columns, one boolean column (0, 1, NaN) for each of {@code flags} named by its text, and
     * {@link #KEY}, {@link #CONTENT}, {@link #LABEL}, {@link #TIME} and {@link #KNOWN}; of one side
     * of a split that has groups {@link #GROUP} too.
     */
    default Frame read(
        RowSelection selection, java.util.List<String> columns, java.util.List<Expression> flags) {
      return read(selection, columns, flags, java.util.List.of());
    }

    /**
     * The same, with a column of numbers, NaN where there is none, for each of {@code amounts}: its
     * name is {@link #AMOUNT} and the expression's text.
     */
    Frame read(
        RowSelection selection,
        java.util.List<String> columns,
        java.util.List<Expression> flags,
        java.util.List<Expression> amounts);

    /**
     * What expressions make of the selected rows, in their order: one column for each, named by
     * where it stands, and {@link #KEY}.
     *
     * @param made by where it stands, such as {@code cases.late.where}
     * @throws DataException when an expression is not of its type: names where it stands
     */
    Frame made(RowSelection selection, java.util.Map<String, Made> made);

    /** An expression and the type that it has to have; any number will do for a number. */
    record Made(Expression expression, ColumnType type) {}

    /**
     * What a person finds rows by: the values of the recipe's id, or without one the segment and
     * the number of the row in it, from 1, the first of several that are alike.
     *
     * @param keys of rows that are selected, as {@link #KEY} has them
     * @return a name for each of them
     */
    java.util.Map<Long, String> names(RowSelection selection, java.util.Collection<Long> keys);

    @Override
    void close();
  }
}
