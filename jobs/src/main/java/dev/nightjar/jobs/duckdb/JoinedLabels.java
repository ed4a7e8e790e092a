package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Label;
import dev.nightjar.dataset.RowSource;
import dev.nightjar.text.Nearest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The rows with the label that another dataset has for each, as of the cutoff: of a key's label
 * rows known by then the one that became known last.
 */
final class JoinedLabels {

  /** The rows' view with the columns below. */
  static final String VIEW = "labelled";

  /** Place of a row among all, from 1: a join has no order of its own. */
  static final String PLACE = "__place";

  /** 1, 0, or 2 where the label is null; null itself where no label row names the row. */
  static final String STATE = "__label_state";

  /** When the label became known. */
  static final String KNOWN = "__label_known";

  private static final String TABLE = "labels_by_key";
  private static final String MATCH = "__label_key";
  private static final String CONFLICT = "__label_conflict";
  private static final String REPORTS = "reports";
  private static final int SAMPLES = 5;

  private final DuckDbSession session;
  private final SegmentView rows;
  private final SegmentView labels;
  private final RowSource source;
  private final RowSource.Labels files;
  private final Label label;
  private final Label.Source from;

  private JoinedLabels(
      DuckDbSession session, SegmentView rows, RowSource source, RowSource.Labels files) {
    this.session = session;
    this.rows = rows;
    this.source = source;
    this.files = files;
    this.label = java.util.Objects.requireNonNull(source.label());
    this.from = java.util.Objects.requireNonNull(label.source());
    this.labels =
        SegmentView.create(session, REPORTS, paths(files), true, files.schema(), Map.of());
  }

  /**
   * Makes {@link #VIEW}.
   *
   * @param rows the rows' view
   * @throws DataException when key, condition or time do not fit the label dataset, or a key has
   *     two labels that became known at once
   */
  static void join(
      DuckDbSession session, SegmentView rows, RowSource source, RowSource.Labels files) {
    new JoinedLabels(session, rows, source, files).join();
  }

  static List<Path> paths(RowSource.Labels files) {
    return files.files().stream().map(RowSource.LocalFile::path).toList();
  }

  private void join() {
    labels.checkCondition("label.when", label.when());
    labels.checkTime(knownAtKey(), knownAt());
    checkKeys();
    try {
      session.execute("CREATE TEMP TABLE " + TABLE + " AS " + latest());
    } catch (SQLException e) {
      throw labels.blame(
          e,
          List.of(
              new SegmentView.Asked("label.when", label.when()),
              new SegmentView.Asked(knownAtKey(), knownAt(), RowTable.timestamp(knownAt()))));
    }
    try {
      session.execute("CREATE TEMP VIEW " + VIEW + " AS " + joined());
      requireOneLabelEach();
    } catch (SQLException e) {
      throw rows.blame(e, List.of());
    }
  }

  private String knownAtKey() {
    return label.knownAt() == null ? "time of dataset " + from.dataset() : "label.known_at";
  }

  private Expression knownAt() {
    Expression own = label.knownAt();
    return own == null ? files.time() : own;
  }

  private void checkKeys() {
    Column row = column(rows, from.rowKey(), "the rows have");
    Column other = column(labels, from.labelKey(), "dataset " + from.dataset() + " has");
    if (row.type() != other.type()) {
      throw new DataException(
          "label.from.key: %s of the rows is %s, but %s of dataset %s is %s: a key has one type"
              .formatted(
                  row.name(),
                  row.type().name().toLowerCase(java.util.Locale.ROOT),
                  other.name(),
                  from.dataset(),
                  other.type().name().toLowerCase(java.util.Locale.ROOT)));
    }
  }

  private static Column column(SegmentView view, String name, String whose) {
    return view.schema()
        .column(name)
        .orElseThrow(
            () ->
                new DataException(
                    "label.from.key: "
                        + whose
                        + " no column "
                        + name
                        + Nearest.hint(name, view.schema().names())));
  }

  /** The label of each key. Rows that became known at once must agree, or the key is in doubt. */
  private String latest() {
    String key = DuckDbSession.quoted(from.labelKey());
    String known = RowTable.timestamp(knownAt());
    String state = state();
    String reports =
        "SELECT %s AS %s, %s AS %s, %s AS %s FROM %s WHERE %s IS NOT NULL AND %s <= %s"
            .formatted(
                key,
                MATCH,
                state,
                STATE,
                known,
                KNOWN,
                labels.sqlName(),
                key,
                known,
                RowTable.timestamp(source.cutoff()));
    return "SELECT %1$s, min(%2$s) AS %2$s, %3$s, min(%2$s) <> max(%2$s) AS %4$s FROM (%5$s QUALIFY %3$s = max(%3$s) OVER (PARTITION BY %1$s)) GROUP BY %1$s, %3$s"
        .formatted(MATCH, STATE, KNOWN, CONFLICT, reports);
  }

  private String state() {
    String when = label.when().toSql();
    return "CASE WHEN (%s) IS NULL THEN 2 WHEN %s THEN 1 ELSE 0 END".formatted(when, when);
  }

  private String joined() {
    return "SELECT r.*, l.%s, l.%s, l.%s, l.%s FROM (SELECT *, row_number() OVER () AS %s FROM %s) r LEFT JOIN %s l ON r.%s = l.%s"
        .formatted(
            MATCH,
            STATE,
            KNOWN,
            CONFLICT,
            PLACE,
            rows.sqlName(),
            TABLE,
            DuckDbSession.quoted(from.rowKey()),
            MATCH);
  }

  private void requireOneLabelEach() throws SQLException {
    Expression where = source.recipe().where();
    String asked =
        "SELECT DISTINCT %s FROM %s WHERE %s%s"
            .formatted(MATCH, VIEW, CONFLICT, where == null ? "" : " AND (" + where.toSql() + ")");
    long keys = session.number("SELECT count(*) FROM (" + asked + ")");
    if (keys == 0) {
      return;
    }
    List<String> samples = samples(asked);
    throw new DataException(
        "label: %d %s of dataset %s %s two labels that became known at the same time: %s%s. Retract the wrong segment, or give a correction a later time"
            .formatted(
                keys,
                keys == 1 ? "key" : "keys",
                from.dataset(),
                keys == 1 ? "has" : "have",
                String.join("; ", samples),
                keys > samples.size() ? "; …" : ""));
  }

  private List<String> samples(String conflicts) throws SQLException {
    String key = DuckDbSession.quoted(from.labelKey());
    String sql =
        "SELECT CAST(%1$s AS VARCHAR), CAST(l.%2$s AS VARCHAR), list_sort(list(DISTINCT f.%3$s)) FROM %4$s f JOIN %5$s l ON f.%1$s = l.%6$s AND %7$s = l.%2$s WHERE l.%6$s IN (SELECT %6$s FROM (%8$s) ORDER BY 1 LIMIT %9$d) GROUP BY ALL ORDER BY 1"
            .formatted(
                key,
                KNOWN,
                SegmentView.FILE,
                labels.sqlName(),
                TABLE,
                MATCH,
                RowTable.timestamp(knownAt()),
                conflicts,
                SAMPLES);
    Map<String, String> names =
        files.files().stream()
            .collect(
                Collectors.toMap(
                    f -> f.path().toAbsolutePath().normalize().toString(),
                    f -> f.segment().name(),
                    (a, b) -> a));
    return session.query(
        sql,
        found -> {
          List<String> samples = new ArrayList<>();
          while (found.next()) {
            Object[] paths = (Object[]) found.getArray(3).getArray();
            samples.add(
                "%s %s at %s (%s)"
                    .formatted(
                        from.labelKey(),
                        found.getString(1),
                        found.getString(2),
                        java.util.Arrays.stream(paths)
                            .map(p -> names.getOrDefault(String.valueOf(p), String.valueOf(p)))
                            .sorted()
                            .collect(Collectors.joining(", "))));
          }
          return samples;
        });
  }
}
