package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.RowSource;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Refuses keys of rows that have two labels which became known at once: neither is the later one.
 *
 * @param session where rows and labels are joined
 * @param labels the label rows
 * @param key the key in the tables
 * @param known when a label row became known, as SQL over {@code labels}
 */
record LabelConflicts(DuckDbSession session, SegmentView labels, LabelKey key, String known) {

  private static final int SAMPLES = 5;

  /**
   * Asks.
   *
   * @param where rows that count; null: all
   * @throws DataException that names dataset, keys, times and segments
   */
  void refuse(String dataset, List<RowSource.LocalFile> files, @Nullable Expression where)
      throws SQLException {
    String any = "SELECT count(*) FROM " + JoinedLabels.TABLE + " WHERE " + JoinedLabels.CONFLICT;
    if (session.number(any) == 0) {
      // Another join of all rows would find nothing more.
      return;
    }
    String asked =
        "SELECT DISTINCT %s FROM %s WHERE %s%s"
            .formatted(
                key.names(""),
                JoinedLabels.VIEW,
                JoinedLabels.CONFLICT,
                where == null ? "" : " AND (" + where.toSql() + ")");
    long keys = session.number("SELECT count(*) FROM (" + asked + ")");
    if (keys == 0) {
      return;
    }
    List<String> samples = samples(asked, files);
    throw new DataException(
        "label: %d %s of dataset %s %s two labels that became known at the same time: %s%s. Retract the wrong segment, or give a correction a later time"
            .formatted(
                keys,
                keys == 1 ? "key" : "keys",
                dataset,
                keys == 1 ? "has" : "have",
                String.join("; ", samples),
                keys > samples.size() ? "; …" : ""));
  }

  private List<String> samples(String asked, List<RowSource.LocalFile> files) throws SQLException {
    String reports =
        "SELECT *, " + known + " AS " + JoinedLabels.KNOWN + " FROM " + labels.sqlName();
    String sql =
        "SELECT %s, CAST(l.%s AS VARCHAR), list(DISTINCT f.%s)"
                .formatted(key.words("l"), JoinedLabels.KNOWN, SegmentView.FILE)
            + " FROM (SELECT * FROM (%s) ORDER BY ALL LIMIT %d) c".formatted(asked, SAMPLES)
            + " JOIN %s l ON %s".formatted(JoinedLabels.TABLE, key.same("c", "l"))
            + " JOIN (%s) f ON %s AND f.%s = l.%s"
                .formatted(reports, key.ofLabels("f", "l"), JoinedLabels.KNOWN, JoinedLabels.KNOWN)
            + " GROUP BY l.%s, %s ORDER BY %s"
                .formatted(JoinedLabels.KNOWN, key.names("l"), key.names("l"));
    Map<String, String> names =
        files.stream()
            .collect(Collectors.toMap(f -> path(f.path()), f -> f.segment().name(), (a, b) -> a));
    return session.query(sql, rows -> sentences(rows, names));
  }

  private static List<String> sentences(ResultSet rows, Map<String, String> names)
      throws SQLException {
    List<String> sentences = new ArrayList<>();
    while (rows.next()) {
      String segments =
          Arrays.stream((Object[]) rows.getArray(3).getArray())
              .map(p -> names.getOrDefault(String.valueOf(p), String.valueOf(p)))
              .sorted()
              .collect(Collectors.joining(", "));
      sentences.add("%s at %s (%s)".formatted(rows.getString(1), rows.getString(2), segments));
    }
    return sentences;
  }

  private static String path(Path file) {
    return file.toAbsolutePath().normalize().toString();
  }
}
