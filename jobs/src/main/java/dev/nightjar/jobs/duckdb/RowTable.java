package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Label;
import dev.nightjar.dataset.Recipe;
import dev.nightjar.dataset.RowCounts;
import dev.nightjar.dataset.RowSource;
import dev.nightjar.dataset.Split;
import dev.nightjar.text.Nearest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Fills the table of the rows that count, in the order of the files. */
final class RowTable {

  /** The table. Its {@code rowid} is the order of the rows. */
  static final String NAME = "usable";

  /** Column of the split's bucket; only when the split is by hash. */
  static final String BUCKET = "__bucket";

  private static final String IDENTITY = "__identity";
  private static final String ARRIVAL = "__arrival";
  private static final String NAMED = "__named";

  private final DuckDbSession session;
  private final SegmentView view;
  private final RowSource source;
  private final Recipe recipe;

  RowTable(DuckDbSession session, SegmentView view, RowSource source) {
    this.session = session;
    this.view = view;
    this.source = source;
    this.recipe = source.recipe();
  }

  /** Checks every expression, fills the table and counts. */
  RowCounts fill() {
    List<SegmentView.Asked> asked = check();
    RowSource.Labels labels = source.labels();
    try {
      if (labels != null) {
        JoinedLabels.join(session, view, source, labels);
      }
      long[] counts = counts();
      session.execute("CREATE TEMP TABLE " + NAME + " AS " + usable());
      long duplicates = recipe.dedupe() == Recipe.Dedupe.NONE ? 0 : dedupe();
      return new RowCounts(
          LongStream.of(counts).sum(),
          counts[1],
          counts[2],
          counts[3],
          duplicates,
          counts[0] - duplicates,
          labels == null ? null : counts[4]);
    } catch (SQLException e) {
      throw view.blame(e, asked);
    }
  }

  /** Checks everything that the source asks, and returns it in the order of asking. */
  private List<SegmentView.Asked> check() {
    List<SegmentView.Asked> asked = new ArrayList<>();
    source
        .derived()
        .forEach((name, e) -> asked.add(new SegmentView.Asked("derived column " + name, e)));
    time("time", source.time(), asked);
    condition("where", recipe.where(), asked);
    Label label = source.label();
    if (label != null && source.labels() == null) {
      condition("label.when", label.when(), asked);
      time("label.known_at", label.knownAt(), asked);
    }
    recipe.id().forEach(name -> column("id", name));
    if (recipe.split().group() != null) {
      column("split.group", recipe.split().group());
    }
    return asked;
  }

  private void condition(
      String what, @Nullable Expression expression, List<SegmentView.Asked> asked) {
    if (expression != null) {
      view.checkCondition(what, expression);
      asked.add(new SegmentView.Asked(what, expression));
    }
  }

  private void time(String what, @Nullable Expression expression, List<SegmentView.Asked> asked) {
    if (expression != null) {
      view.checkTime(what, expression);
      asked.add(new SegmentView.Asked(what, expression, timestamp(expression)));
    }
  }

  private Column column(String what, String name) {
    return view.schema()
        .column(name)
        .orElseThrow(
            () ->
                new DataException(
                    what
                        + ": there is no column "
                        + name
                        + Nearest.hint(name, view.schema().names())));
  }

  /** Rows by status: usable, filtered, unlabelled, incomplete, unreported. */
  private long[] counts() throws SQLException {
    String judged = "SELECT " + status() + " AS s FROM " + from();
    return session.query(
        "SELECT s, count(*) FROM (" + judged + ") GROUP BY s",
        rows -> {
          long[] counts = new long[5];
          while (rows.next()) {
            counts[rows.getInt(1)] = rows.getLong(2);
          }
          return counts;
        });
  }

  /** The rows, with their labels where these are of another dataset. */
  private String from() {
    return source.labels() == null ? view.sqlName() : JoinedLabels.VIEW;
  }

  private String status() {
    StringBuilder sql = new StringBuilder("CASE");
    Expression where = recipe.where();
    if (where != null) {
      sql.append(" WHEN NOT coalesce(").append(where.toSql()).append(", false) THEN 1");
    }
    Label label = source.label();
    Label.Source other = label == null ? null : label.source();
    Duration wait = label == null ? Duration.ZERO : label.completeAfter().duration();
    String complete = timestamp(source.time()) + " <= " + timestamp(source.cutoff().minus(wait));
    if (label != null && other == null) {
      sql.append(" WHEN ").append(label.when().toSql()).append(" IS NULL THEN 2");
      Expression knownAt = label.knownAt();
      if (knownAt != null) {
        complete += " AND " + timestamp(knownAt) + " <= " + timestamp(source.cutoff());
      }
    } else if (other != null) {
      sql.append(" WHEN ").append(new LabelKey(other.key()).absentOfRow()).append(" THEN 2");
    }
    sql.append(" WHEN NOT coalesce(").append(complete).append(", false) THEN 3");
    if (other != null) {
      sql.append(" WHEN ").append(JoinedLabels.STATE).append(" = 2 THEN 2");
      if (other.absent() == Label.Absent.UNLABELLED) {
        sql.append(" WHEN ").append(JoinedLabels.STATE).append(" IS NULL THEN 4");
      }
    }
    return sql.append(" ELSE 0 END").toString();
  }

  /** The label of a row whose status is 0. */
  private String label() {
    Label label = source.label();
    if (source.labels() != null) {
      return "coalesce(" + JoinedLabels.STATE + " = 1, false)";
    }
    return label == null ? "NULL::BOOLEAN" : label.when().toSql();
  }

  private String usable() {
    String columns =
        view.schema().names().stream().map(DuckDbSession::quoted).collect(Collectors.joining(", "));
    String inner =
        "SELECT *, "
            + timestamp(source.time())
            + " AS "
            + Rows.TIME
            + ", "
            + known()
            + " AS "
            + Rows.KNOWN
            + ", "
            + label()
            + " AS "
            + Rows.LABEL
            + ", "
            + RowHashes.md5(name())
            + " AS "
            + NAMED
            + ", "
            + identity()
            + " AS "
            + IDENTITY
            + " FROM "
            + from()
            + " WHERE "
            + status()
            + " = 0";
    String keyed =
        "SELECT *, "
            + RowHashes.key(NAMED)
            + " AS "
            + Rows.KEY
            + ", "
            + content()
            + " AS "
            + Rows.CONTENT
            + " FROM ("
            + inner
            + ")";
    return "SELECT "
        + columns
        + ", "
        + String.join(", ", Rows.TIME, Rows.KNOWN, Rows.LABEL, Rows.KEY, Rows.CONTENT, IDENTITY)
        + bucket()
        + arrival()
        + " FROM ("
        + keyed
        + ")"
        + (source.labels() == null ? "" : " ORDER BY " + JoinedLabels.PLACE);
  }

  /** {@link Rows#KEY} of a row of the view. */
  String key() {
    return RowHashes.key(RowHashes.md5(name()));
  }

  /** Text that names a row: its id, or all of it when it has none. */
  private String name() {
    String whole = RowHashes.text(source.schema().columns());
    if (recipe.id().isEmpty()) {
      return whole;
    }
    List<Column> id = recipe.id().stream().map(n -> column("id", n)).toList();
    String none =
        id.stream()
            .map(c -> DuckDbSession.quoted(c.name()) + " IS NULL")
            .collect(Collectors.joining(" AND "));
    return "CASE WHEN " + none + " THEN " + whole + " ELSE " + RowHashes.text(id) + " END";
  }

  /** The key of all columns but the id, and of a label that is none of them. */
  private String content() {
    List<Column> rest =
        source.schema().columns().stream().filter(c -> !recipe.id().contains(c.name())).toList();
    if (source.labels() != null) {
      String own = rest.isEmpty() ? "''" : RowHashes.text(rest);
      String text = own + " || '=' || CAST(" + Rows.LABEL + " AS VARCHAR)";
      return RowHashes.key(RowHashes.md5(text));
    }
    boolean whole = recipe.id().isEmpty() || rest.isEmpty();
    return RowHashes.key(whole ? NAMED : RowHashes.md5(RowHashes.text(rest)));
  }

  /** The later of the event, with the wait for its label, and the moment when that was known. */
  private String known() {
    Label label = source.label();
    if (label == null) {
      return timestamp(source.time());
    }
    long wait = label.completeAfter().duration().toSeconds();
    String complete = timestamp(source.time()) + " + to_seconds(" + wait + ")";
    if (source.labels() != null) {
      // Where no label row is, nulls being passed over, it is known by being complete.
      return "greatest(" + complete + ", " + JoinedLabels.KNOWN + ")";
    }
    Expression knownAt = label.knownAt();
    return knownAt == null ? complete : "greatest(" + complete + ", " + timestamp(knownAt) + ")";
  }

  /** What repeated rows have in common. */
  private String identity() {
    return switch (recipe.dedupe()) {
      case NONE -> "NULL";
      case ROWS -> RowHashes.md5(RowHashes.text(source.schema().columns()));
      case ID -> RowHashes.md5(name());
    };
  }

  private String bucket() {
    Split split = recipe.split();
    if (split.by() == Split.By.TIME) {
      return "";
    }
    String row = "CAST(" + Rows.KEY + " AS VARCHAR)";
    String group = split.group();
    String text =
        group == null
            ? row
            : "CASE WHEN "
                + DuckDbSession.quoted(group)
                + " IS NULL THEN "
                + row
                + " ELSE "
                + RowHashes.text(List.of(column("split.group", group)))
                + " END";
    return ", " + RowHashes.bucket(split.salt(), text) + " AS " + BUCKET;
  }

  /** The place of a row's segment among the arrivals, where that is not the order of the files. */
  private String arrival() {
    if (source.arrivals().isEmpty()) {
      return "";
    }
    Map<String, Path> files =
        source.files().stream()
            .collect(Collectors.toMap(f -> f.segment().name(), RowSource.LocalFile::path));
    List<Path> arrived =
        source.arrivals().stream().map(n -> Objects.requireNonNull(files.get(n))).toList();
    return ", list_position("
        + DuckDbSession.list(arrived)
        + ", "
        + SegmentView.FILE
        + ") AS "
        + ARRIVAL;
  }

  /** One row of each identity: the first, or the last. */
  private String kept() {
    boolean last = recipe.keepsLast();
    if (source.arrivals().isEmpty()) {
      return "SELECT " + (last ? "max" : "min") + "(rowid) FROM " + NAME + " GROUP BY " + IDENTITY;
    }
    String down = last ? " DESC" : "";
    return "SELECT row FROM (SELECT rowid AS row, row_number() OVER (PARTITION BY "
        + IDENTITY
        + " ORDER BY "
        + ARRIVAL
        + down
        + ", rowid"
        + down
        + ") AS place FROM "
        + NAME
        + ") WHERE place = 1";
  }

  private long dedupe() throws SQLException {
    long before = session.number("SELECT count(*) FROM " + NAME);
    session.execute("DELETE FROM " + NAME + " WHERE rowid NOT IN (" + kept() + ")");
    return before - session.number("SELECT count(*) FROM " + NAME);
  }

  static String timestamp(Expression expression) {
    return "CAST(" + expression.toSql() + " AS TIMESTAMP)";
  }

  static String timestamp(LocalDateTime time) {
    return "TIMESTAMP '" + time.toString().replace('T', ' ') + "'";
  }
}
