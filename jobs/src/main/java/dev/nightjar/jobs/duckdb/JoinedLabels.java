package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Label;
import dev.nightjar.dataset.RowSource;
import dev.nightjar.dataset.Span;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

  /** Whether the key has two labels that became known at once. */
  static final String CONFLICT = "__label_conflict";

  /** The label of each key. */
  static final String TABLE = "labels_by_key";

  private static final String REPORTS = "reports";

  private final DuckDbSession session;
  private final SegmentView rows;
  private final SegmentView labels;
  private final RowSource source;
  private final RowSource.Labels files;
  private final Label label;
  private final Label.Source from;
  private final LabelKey key;

  private JoinedLabels(
      DuckDbSession session, SegmentView rows, RowSource source, RowSource.Labels files) {
    this.session = session;
    this.rows = rows;
    this.source = source;
    this.files = files;
    this.label = Objects.requireNonNull(source.label());
    this.from = Objects.requireNonNull(label.source());
    this.key = new LabelKey(from.key());
    this.labels =
        SegmentView.create(session, REPORTS, paths(files), true, files.schema(), Map.of());
  }

  /**
   * Makes {@link #VIEW}.
   *
   * @param rows the rows' view
   * @throws DataException when key, condition or time do not fit the label dataset, or a key has
   *     two labels that became known at once
   * @throws SQLException when the rows cannot be asked
   */
  static void join(
      DuckDbSession session, SegmentView rows, RowSource source, RowSource.Labels files)
      throws SQLException {
    new JoinedLabels(session, rows, source, files).join();
  }

  static List<Path> paths(RowSource.Labels files) {
    return files.files().stream().map(RowSource.LocalFile::path).toList();
  }

  private void join() throws SQLException {
    labels.checkCondition("label.when", label.when());
    labels.checkTime(knownAtKey(), knownAt());
    key.check(rows, labels, from.dataset());
    try {
      session.execute("CREATE TEMP TABLE " + TABLE + " AS " + latest());
    } catch (SQLException e) {
      throw labels.blame(
          e,
          List.of(
              new SegmentView.Asked("label.when", label.when()),
              new SegmentView.Asked(knownAtKey(), knownAt(), RowTable.timestamp(knownAt()))));
    }
    session.execute("CREATE TEMP VIEW " + VIEW + " AS " + joined());
    new LabelConflicts(session, labels, key, known())
        .refuse(from.dataset(), files.files(), source.recipe().where());
  }

  private String knownAtKey() {
    return label.knownAt() == null ? "time of dataset " + from.dataset() : "label.known_at";
  }

  private Expression knownAt() {
    Expression own = label.knownAt();
    return own == null ? files.time() : own;
  }

  /** The label of each key. Rows that became known at once must agree, or the key is in doubt. */
  private String latest() {
    String reports =
        "SELECT %s, %s AS %s, %s AS %s FROM %s WHERE %s"
                .formatted(
                    key.selected(), state(), STATE, known(), KNOWN, labels.sqlName(), key.present())
            + within();
    return "SELECT %1$s, min(%2$s) AS %2$s, %3$s, min(%2$s) <> max(%2$s) AS %4$s FROM (%5$s QUALIFY %3$s = max(%3$s) OVER (PARTITION BY %1$s)) GROUP BY %1$s, %3$s"
        .formatted(key.names(""), STATE, KNOWN, CONFLICT, reports);
  }

  /** Known by the cutoff, and in the window. */
  private String within() {
    Span window = from.window();
    String sql = " AND " + known() + " <= " + RowTable.timestamp(source.cutoff());
    return window == null
        ? sql
        : sql
            + " AND "
            + RowTable.timestamp(files.time())
            + " >= "
            + RowTable.timestamp(source.cutoff().minus(window.duration()));
  }

  private String known() {
    return RowTable.timestamp(knownAt());
  }

  private String state() {
    String when = label.when().toSql();
    return "CASE WHEN (%s) IS NULL THEN 2 WHEN %s THEN 1 ELSE 0 END".formatted(when, when);
  }

  private String joined() {
    return "SELECT r.*, l.* FROM (SELECT *, row_number() OVER () AS %s FROM %s) r LEFT JOIN %s l ON %s"
        .formatted(PLACE, rows.sqlName(), TABLE, key.ofRows("r", "l"));
  }
}
