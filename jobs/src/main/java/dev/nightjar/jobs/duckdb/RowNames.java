package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.RowSource;
import dev.nightjar.dataset.TimeRange;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person finds a row by. */
record RowNames(DuckDbSession session, SegmentView view, RowSource source) {

  /** For so many keys a statement names each; for more it is not asked for any. */
  private static final int NAMED = 1_000;

  private static final String PLACE = "__place";

  Map<Long, String> of(RowQuery query, Collection<Long> keys) throws SQLException {
    if (keys.isEmpty()) {
      return Map.of();
    }
    Set<Long> wanted = new HashSet<>(keys);
    return source.recipe().id().isEmpty() ? places(query, wanted) : ids(query, wanted);
  }

  private Map<Long, String> ids(RowQuery query, Set<Long> wanted) throws SQLException {
    List<String> id = source.recipe().id();
    String parts =
        id.stream()
            .map(
                name ->
                    (id.size() == 1 ? "" : DuckDbSession.literal(name + "=") + " || ")
                        + "coalesce(CAST("
                        + DuckDbSession.quoted(name)
                        + " AS VARCHAR), '(missing)')")
            .collect(Collectors.joining(" || ', ' || "));
    String sql =
        "SELECT " + Rows.KEY + ", " + parts + query.from() + " AND " + among(wanted, Rows.KEY);
    return session.query(
        sql + " ORDER BY rowid",
        rows -> {
          Map<Long, String> names = new LinkedHashMap<>();
          while (rows.next()) {
            if (wanted.contains(rows.getLong(1))) {
              names.putIfAbsent(rows.getLong(1), rows.getString(2));
            }
          }
          return names;
        });
  }

  private Map<Long, String> places(RowQuery query, Set<Long> wanted) throws SQLException {
    TimeRange range = query.selection().range();
    String time = RowTable.timestamp(source.time());
    String placed =
        "(SELECT *, row_number() OVER () - 1 AS " + PLACE + " FROM " + view.sqlName() + ")";
    String inside =
        time
            + " >= "
            + RowTable.timestamp(range.from())
            + " AND "
            + time
            + " < "
            + RowTable.timestamp(range.to());
    String keyed =
        "(SELECT %s, %s AS %s FROM %s WHERE %s)"
            .formatted(PLACE, new RowTable(session, view, source).key(), Rows.KEY, placed, inside);
    String sql =
        "SELECT %1$s, %2$s FROM %3$s WHERE %4$s ORDER BY %2$s"
            .formatted(Rows.KEY, PLACE, keyed, among(wanted, Rows.KEY));
    return session.query(
        sql,
        rows -> {
          Map<Long, String> names = new LinkedHashMap<>();
          while (rows.next()) {
            if (wanted.contains(rows.getLong(1))) {
              names.putIfAbsent(rows.getLong(1), place(rows.getLong(2)));
            }
          }
          return names;
        });
  }

  private static String among(Set<Long> wanted, String column) {
    return wanted.size() > NAMED
        ? "true"
        : wanted.stream()
            .sorted()
            .map(String::valueOf)
            .collect(Collectors.joining(", ", column + " IN (", ")"));
  }

  /** The segment of the row of that number, from 0, over all files; and its number in there. */
  private String place(long row) {
    long before = 0;
    for (RowSource.LocalFile file : source.files()) {
      long rows = file.segment().rows();
      if (row < before + rows) {
        return file.segment().name() + " row " + (row - before + 1);
      }
      before += rows;
    }
    throw new IllegalStateException("no segment has row " + row);
  }
}
