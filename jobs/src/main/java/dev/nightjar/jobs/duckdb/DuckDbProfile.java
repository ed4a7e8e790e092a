package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Schema;
import dev.nightjar.expectation.Answer;
import dev.nightjar.expectation.DataProfile;
import dev.nightjar.expectation.DataProfile.ColumnProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at the columns of data files. */
public final class DuckDbProfile {

  private static final int SAMPLES = 5;
  private static final int TOP = (int) ColumnProfile.EXACT;
  private static final String TABLE = "profiled";

  private final DuckDbSession session;
  private final CheckSql sql;

  private DuckDbProfile(DuckDbSession session, Schema schema) {
    this.session = session;
    this.sql = new CheckSql(schema, Map.of());
  }

  /**
   * Profiles the files as one table: all Parquet, or all CSV with a header line (gzip too).
   *
   * @throws DataException when a file cannot be read
   */
  public static DataProfile of(List<Path> files) throws IOException {
    Path scratch = Files.createTempDirectory("nightjar-profile");
    try (DuckDbSession session = DuckDbSession.open(files, DuckDbLimits.standard(scratch))) {
      session.execute("CREATE TABLE raw AS SELECT * FROM " + reader(files));
      Schema schema = schema(session);
      session.execute("CREATE TABLE " + TABLE + " AS SELECT " + typed(schema) + " FROM raw");
      session.execute("DROP TABLE raw");
      return new DuckDbProfile(session, schema).profile();
    } catch (SQLException e) {
      throw new DataException(files + " cannot be read: " + DuckDbSession.reason(e), e);
    } finally {
      Files.deleteIfExists(scratch);
    }
  }

  private static String reader(List<Path> files) {
    String parquet = DuckDbSession.parquet(files);
    boolean isParquet =
        files.stream().allMatch(f -> f.toString().toLowerCase(Locale.ROOT).endsWith(".parquet"));
    return isParquet
        ? parquet
        : parquet
            .replaceFirst("^read_parquet", "read_csv")
            .replaceFirst("\\)$", ", header = true, sample_size = -1)");
  }

  private static Schema schema(DuckDbSession session) throws SQLException {
    return session.query(
        "DESCRIBE raw",
        rows -> {
          List<Column> columns = new ArrayList<>();
          while (rows.next()) {
            // What has no type of ours is shown as text.
            ColumnType type = SegmentView.type(rows.getString(2)).orElse(ColumnType.TEXT);
            columns.add(new Column(rows.getString(1), type));
          }
          return new Schema(columns);
        });
  }

  private static String typed(Schema schema) {
    List<String> values = new ArrayList<>();
    for (Column column : schema.columns()) {
      String name = DuckDbSession.quoted(column.name());
      values.add("CAST(" + name + " AS " + DuckDbSession.sqlType(column.type()) + ") AS " + name);
    }
    return String.join(", ", values);
  }

  private DataProfile profile() throws SQLException {
    List<ColumnProfile> columns = new ArrayList<>();
    for (Column column : sql.schema().columns()) {
      columns.add(column(column));
    }
    return new DataProfile(session.number("SELECT count(*) FROM " + TABLE), columns);
  }

  private ColumnProfile column(Column column) throws SQLException {
    String name = DuckDbSession.quoted(column.name());
    String present = "NOT " + sql.missing(column.name());
    String from = " FROM " + TABLE + " WHERE " + present;
    List<Answer.ValueCount> top =
        session.query(
            "SELECT v, n FROM (SELECT "
                + name
                + " v, count(*) n"
                + from
                + " GROUP BY 1) ORDER BY n DESC, v LIMIT "
                + (TOP + 1),
            rows -> {
              List<Answer.ValueCount> counts = new ArrayList<>();
              while (rows.next()) {
                Object value = CheckValues.read(rows, 1);
                if (value != null) {
                  counts.add(new Answer.ValueCount(value, rows.getLong(2)));
                }
              }
              return counts;
            });
    String distinct =
        top.size() <= TOP ? String.valueOf(top.size()) : "approx_count_distinct(" + name + ")";
    String mean = column.type().isNumeric() ? "avg(" + name + ")" : "NULL::DOUBLE";
    String numbers =
        "SELECT " + distinct + ", min(" + name + "), max(" + name + "), " + mean + from;
    long nulls =
        session.number("SELECT count(*) FILTER (WHERE NOT (" + present + ")) FROM " + TABLE);
    List<Object> samples = samples(name, present);
    return session.query(
        numbers,
        rows -> {
          rows.next();
          @Nullable Object average = CheckValues.read(rows, 4);
          return new ColumnProfile(
              column.name(),
              column.type(),
              nulls,
              rows.getLong(1),
              CheckValues.read(rows, 2),
              CheckValues.read(rows, 3),
              average instanceof Double d ? d : null,
              samples,
              top.subList(0, Math.min(TOP, top.size())));
        });
  }

  private List<Object> samples(String name, String present) throws SQLException {
    String sql =
        "SELECT v FROM (SELECT "
            + name
            + " v, min(rowid) r FROM "
            + TABLE
            + " WHERE "
            + present
            + " GROUP BY 1) ORDER BY r LIMIT "
            + SAMPLES;
    return session.query(
        sql,
        rows -> {
          List<Object> values = new ArrayList<>();
          while (rows.next()) {
            Object value = CheckValues.read(rows, 1);
            if (value != null) {
              values.add(value);
            }
          }
          return values;
        });
  }
}
