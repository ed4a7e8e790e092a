package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.Schema;
import java.sql.SQLException;
import java.util.List;

/**
 * How many rows two views do not share. Rows are compared by {@link RowHashes}, so that a column
 * which is null everywhere and a NaN make no difference.
 *
 * <p>For every id, of n rows before and m after s have the same values; of the rest pairs have
 * changed, min(n − s, m − s), and what is left over was removed or added. Without id columns a row
 * is its own id: s is min(n, m), and none is changed. Both spill to disk.
 */
record RowDiff(DuckDbSession session, Schema schema, List<String> id) {

  /** Rows that were added, removed and changed. */
  record Counts(long added, long removed, long changed) {}

  Counts count(String before, String after) throws SQLException {
    String pairs =
        "SELECT id, content, sum(a) AS a, sum(b) AS b FROM ("
            + side(before, 1, 0)
            + " UNION ALL "
            + side(after, 0, 1)
            + ") GROUP BY id, content";
    String ids =
        "SELECT sum(a) - sum(least(a, b)) AS a, sum(b) - sum(least(a, b)) AS b FROM ("
            + pairs
            + ") GROUP BY id";
    return session.query(
        "SELECT CAST(coalesce(sum(b - least(a, b)), 0) AS BIGINT),"
            + " CAST(coalesce(sum(a - least(a, b)), 0) AS BIGINT),"
            + " CAST(coalesce(sum(least(a, b)), 0) AS BIGINT) FROM ("
            + ids
            + ")",
        rows -> {
          rows.next();
          return new Counts(rows.getLong(1), rows.getLong(2), rows.getLong(3));
        });
  }

  private String side(String view, int before, int after) {
    String row = RowHashes.md5(RowHashes.text(schema.columns()));
    List<Column> named = schema.columns().stream().filter(c -> id.contains(c.name())).toList();
    String key = id.isEmpty() ? row : RowHashes.md5(RowHashes.text(named));
    return "SELECT %s AS id, %s AS content, %d AS a, %d AS b FROM %s"
        .formatted(key, row, before, after, view);
  }
}
