package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;

/** Reads a query into a {@link Frame}, chunk by chunk. */
final class FrameReader {

  private final Map<String, String> projections = new LinkedHashMap<>();
  private final Map<String, ColumnSink> sinks = new LinkedHashMap<>();

  /** Adds a column of this type, made by this SQL; a name that is there already is passed over. */
  void add(String name, ColumnType type, String sql) {
    String nan = ", 'nan'::DOUBLE)";
    switch (type) {
      case TEXT -> add(name, sql, new ColumnSink.Texts());
      case BOOLEAN, INTEGER, DOUBLE ->
          add(name, "coalesce(CAST(" + sql + " AS DOUBLE)" + nan, new ColumnSink.Numbers());
      case DATE ->
          add(
              name,
              "coalesce(CAST(" + sql + " - DATE '1970-01-01' AS DOUBLE)" + nan,
              new ColumnSink.Numbers());
      case TIMESTAMP ->
          add(
              name,
              "coalesce(epoch_us(" + sql + ") / 86400000000e0" + nan,
              new ColumnSink.Numbers());
    }
  }

  /** Adds a column of whole numbers that is never null. */
  void addLong(String name, String sql) {
    add(name, sql, new ColumnSink.Longs());
  }

  private void add(String name, String projection, ColumnSink sink) {
    if (sinks.putIfAbsent(name, sink) == null) {
      projections.put(name, projection);
    }
  }

  /**
   * Reads the rows.
   *
   * @param from {@code FROM … WHERE …}
   * @param order column that orders them
   */
  Frame read(DuckDbSession session, String from, String order) throws SQLException {
    int rows = Math.toIntExact(session.number("SELECT count(*)" + from));
    sinks.values().forEach(s -> s.reserve(rows));
    String sql =
        projections.values().stream().collect(Collectors.joining(", ", "SELECT ", from))
            + " ORDER BY "
            + order;
    try (PreparedStatement statement = session.connection().prepareStatement(sql);
        DuckDBChunkedResult result = ((DuckDBPreparedStatement) statement).query()) {
      int row = 0;
      while (result.nextChunk()) {
        DuckDBDataChunkReader chunk = result.chunk();
        int size = (int) chunk.rowCount();
        int column = 0;
        for (ColumnSink sink : sinks.values()) {
          sink.take(chunk.vector(column++), size, row);
        }
        row += size;
      }
    }
    return new Frame(
        rows,
        sinks.entrySet().stream().<FrameColumn>map(e -> e.getValue().column(e.getKey())).toList());
  }
}
