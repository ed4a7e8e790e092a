package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Schema;
import dev.nightjar.lineage.DatasetDiff.ColumnShift;
import dev.nightjar.lineage.DatasetDiff.RowChanges;
import dev.nightjar.text.Nearest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Compares the rows of two sets of segment files. A session for each comparison, closed with it.
 */
public final class DuckDbDiff implements AutoCloseable {

  private final DuckDbSession session;
  private final Schema schema;
  private final SegmentView before;
  private final SegmentView after;

  private DuckDbDiff(DuckDbSession session, Schema schema, SegmentView before, SegmentView after) {
    this.session = session;
    this.schema = schema;
    this.before = before;
    this.after = after;
  }

  /**
   * Opens the files.
   *
   * @param schema columns of both, with the wider type; null where a file does not have one
   */
  public static DuckDbDiff open(
      List<Path> before, List<Path> after, Schema schema, DuckDbLimits limits) throws IOException {
    List<Path> all = new ArrayList<>(before);
    all.addAll(after);
    DuckDbSession session = DuckDbSession.open(all, limits);
    try {
      return new DuckDbDiff(
          session,
          schema,
          SegmentView.create(session, "before", before, schema, Map.of()),
          SegmentView.create(session, "after", after, schema, Map.of()));
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** Throws {@link DataException} with the nearest when an id column is not in the schema. */
  public static void requireColumns(List<String> id, Schema schema) {
    for (String column : id) {
      if (schema.column(column).isEmpty()) {
        throw new DataException(
            "--id: there is no column " + column + Nearest.hint(column, schema.names()));
      }
    }
  }

  /** Rows that came, left and changed, by these columns; none: by all. */
  public RowChanges rows(List<String> id) throws IOException {
    try {
      RowDiff.Counts counts =
          new RowDiff(session, schema, id).count(before.sqlName(), after.sqlName());
      return new RowChanges(id, counts.added(), counts.removed(), counts.changed());
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** How each column moved, the most moved first; those without a distance last. */
  public List<ColumnShift> columns(List<Column> columns) throws IOException {
    List<ColumnShift> shifts = new ArrayList<>();
    try {
      for (Column column : columns) {
        shifts.add(new ColumnDiff(session, column).shift(before.sqlName(), after.sqlName()));
      }
    } catch (SQLException e) {
      throw failed(e);
    }
    shifts.sort(
        Comparator.comparing(
                ColumnShift::distance, Comparator.nullsLast(Comparator.<Double>reverseOrder()))
            .thenComparing(ColumnShift::column));
    return shifts;
  }

  private IOException failed(SQLException e) {
    RuntimeException cause = before.blame(e, List.of());
    if (!(cause instanceof DataException)) {
      cause = after.blame(e, List.of());
    }
    if (cause instanceof DataException broken) {
      throw broken;
    }
    return new IOException("the rows cannot be compared: " + DuckDbSession.reason(e), e);
  }

  @Override
  public void close() {
    session.close();
  }
}
