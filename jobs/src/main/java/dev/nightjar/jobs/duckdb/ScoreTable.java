package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.dataset.Schema;
import dev.nightjar.text.Nearest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The rows of one foreign file, read once, with types, in the order of the file. DuckDB sees this
 * file and no other. Not thread-safe.
 */
public final class ScoreTable implements AutoCloseable {

  /** Column of whole numbers: a row's place in the file, from 0. */
  public static final String ROW = "__row";

  /** Begins the name of a column of texts that name something. */
  public static final String NAME = "__name ";

  private static final String TYPED = "__typed";

  private final Path file;
  private final DuckDbSession session;
  private final RawTable raw;
  private final Schema schema;

  private ScoreTable(Path file, DuckDbSession session, RawTable raw, Schema schema) {
    this.file = file;
    this.session = session;
    this.raw = raw;
    this.schema = schema;
  }

  /**
   * Reads the file: CSV with a header line, JSON lines or Parquet; CSV and JSON may be gzipped.
   *
   * @throws DataException that says which line or column is at fault
   */
  public static ScoreTable open(Path file, DuckDbLimits limits) throws IOException {
    ForeignFile foreign = ForeignFile.inspect(file);
    DuckDbSession session = DuckDbSession.open(List.of(file), limits);
    try {
      RawTable raw = RawTable.load(session, List.of(foreign));
      TypedColumns typed = TypedColumns.resolve(session, raw, "UTC", null);
      session.execute(
          "CREATE VIEW %s AS SELECT %s, rowid AS %s FROM %s"
              .formatted(TYPED, typed.select(), ROW, RawTable.NAME));
      return new ScoreTable(file, session, raw, typed.schema());
    } catch (SQLException e) {
      session.close();
      throw new DataException(file + " cannot be read: " + DuckDbSession.reason(e), e);
    } catch (IOException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** The columns. */
  public Schema schema() {
    return schema;
  }

  /**
   * The column of that name.
   *
   * @param what who asks for it, such as {@code --label}: the message says so
   * @throws DataException with the nearest name when there is none
   */
  public Column column(String what, String name) {
    return schema
        .column(name)
        .orElseThrow(
            () ->
                new DataException(
                    "%s: %s: there is no column %s%s"
                        .formatted(
                            file,
                            what,
                            name,
                            Nearest.of(name, schema.names())
                                .map(n -> "; did you mean " + n + "?")
                                .orElse("; there are " + String.join(", ", schema.names())))));
  }

  /** Throws {@link DataException} unless that is a number of the file's rows. */
  public void requireNumber(Expression amount) {
    new ExpressionCheck(session, TYPED, schema).number(file.toString(), amount);
  }

  /** How many rows the file has. */
  public long rows() throws IOException {
    try {
      return session.number("SELECT count(*) FROM " + TYPED);
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /**
   * The rows in which a column has a value, with {@link #ROW}.
   *
   * @param present that column
   * @param columns columns of the file
   * @param names columns of the file, each as texts under {@link #NAME} and its name
   * @param flags conditions, each a column of zeros and ones under its text
   * @param amounts numbers, each a column under {@link Rows#AMOUNT} and its text
   * @throws DataException when one of them cannot be had
   */
  public Frame read(
      String present,
      Set<String> columns,
      Set<String> names,
      Collection<Expression> flags,
      Collection<Expression> amounts) {
    FrameReader reader = new FrameReader();
    reader.addLong(ROW, ROW);
    for (String name : columns) {
      reader.add(name, column("slices", name).type(), DuckDbSession.quoted(name));
    }
    for (String name : names) {
      String text = "CAST(" + DuckDbSession.quoted(name) + " AS VARCHAR)";
      reader.add(NAME + name, ColumnType.TEXT, text);
    }
    ExpressionCheck expressions = new ExpressionCheck(session, TYPED, schema);
    for (Expression flag : flags) {
      expressions.condition("slice", flag);
      reader.add(flag.text(), ColumnType.BOOLEAN, flag.toSql());
    }
    for (Expression amount : amounts) {
      expressions.number("metric", amount);
      reader.add(Rows.AMOUNT + amount.text(), ColumnType.DOUBLE, amount.toSql());
    }
    try {
      String where = " WHERE " + DuckDbSession.quoted(present) + " IS NOT NULL";
      return reader.read(session, " FROM " + TYPED + where, ROW);
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /** Where a row of a frame that was read stands, for people: file and line, or file and row. */
  public String place(Frame frame, int row) throws IOException {
    long[] rows = ((FrameColumn.Longs) frame.column(ROW)).values();
    try {
      return raw.place(rows[row]);
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private DataException unreadable(SQLException e) {
    return new DataException(file + " cannot be read: " + DuckDbSession.reason(e), e);
  }

  @Override
  public void close() {
    session.close();
  }
}
