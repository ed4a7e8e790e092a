package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Row;
import dev.nightjar.dataset.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The current row of a result whose columns were selected by {@link #select}. */
final class ResultRow implements Row {

  private final ResultSet rows;
  private final ColumnType[] types;
  private final boolean[] missing;
  private final long[] wholes;
  private final double[] numbers;
  private final @Nullable String[] texts;

  ResultRow(ResultSet rows, Schema schema) {
    this.rows = rows;
    int n = schema.columns().size();
    types = new ColumnType[n];
    for (int i = 0; i < n; i++) {
      types[i] = schema.columns().get(i).type();
    }
    missing = new boolean[n];
    wholes = new long[n];
    numbers = new double[n];
    texts = new String[n];
  }

  /** SQL for a value in the form in which a row hands it over. */
  static String select(String column, ColumnType type) {
    return switch (type) {
      case BOOLEAN -> "CAST(" + column + " AS BIGINT)";
      case DATE -> "datediff('day', DATE '1970-01-01', " + column + ")";
      case TIMESTAMP -> "epoch_us(" + column + ")";
      case INTEGER, DOUBLE, TEXT -> column;
    };
  }

  /** Moves to the next row. */
  boolean next() throws SQLException {
    if (!rows.next()) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      switch (types[i]) {
        case BOOLEAN, INTEGER, DATE, TIMESTAMP -> {
          wholes[i] = rows.getLong(i + 1);
          missing[i] = rows.wasNull();
        }
        case DOUBLE -> {
          numbers[i] = rows.getDouble(i + 1);
          missing[i] = rows.wasNull();
        }
        case TEXT -> {
          String text = rows.getString(i + 1);
          texts[i] = text;
          missing[i] = text == null;
        }
      }
    }
    return true;
  }

  @Override
  public boolean missing(int column) {
    return missing[column];
  }

  @Override
  public long whole(int column) {
    return wholes[column];
  }

  @Override
  public double number(int column) {
    return numbers[column];
  }

  @Override
  public String text(int column) {
    return Objects.requireNonNull(texts[column]);
  }
}
