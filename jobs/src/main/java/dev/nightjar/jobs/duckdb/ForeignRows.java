package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Row;
import dev.nightjar.dataset.Schema;
import dev.nightjar.store.Digest;
import dev.nightjar.text.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of foreign files, read once, with types and an event time, sorted by day and within a
 * day in the order of the files. DuckDB sees these files and no other.
 *
 * <p>Not thread-safe.
 */
public final class ForeignRows implements AutoCloseable {

  private static final String TYPED = "__typed";
  private static final String DAYS = "__days";
  private static final String TIME = "__time";
  private static final String DAY = "__day";
  private static final String ROW = "__row";

  private final DuckDbSession session;
  private final Schema schema;
  private final List<Day> days;
  private final long undated;

  private ForeignRows(DuckDbSession session, Schema schema, List<Day> days, long undated) {
    this.session = session;
    this.schema = schema;
    this.days = List.copyOf(days);
    this.undated = undated;
  }

  /** A day that has rows, with its earliest and latest event time. */
  public record Day(LocalDate date, long rows, LocalDateTime from, LocalDateTime to) {}

  /** Takes rows one by one. */
  @FunctionalInterface
  public interface Sink {
    void take(Row row) throws IOException;
  }

  /**
   * Reads the files.
   *
   * @throws DataException that says which file, line, column or expression is at fault
   */
  public static ForeignRows open(ForeignSource source, DuckDbLimits limits) throws IOException {
    List<ForeignFile> files = inspect(source.files());
    DuckDbSession session = DuckDbSession.open(source.files(), limits);
    try {
      return read(session, source, files);
    } catch (SQLException e) {
      session.close();
      throw new DataException("the files cannot be read: " + DuckDbSession.reason(e), e);
    } catch (IOException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** The columns: those of the dataset first, then new ones in the order of the files. */
  public Schema schema() {
    return schema;
  }

  /** The days, in order. */
  public List<Day> days() {
    return days;
  }

  /** How many rows without a time were left out. */
  public long undated() {
    return undated;
  }

  /** Hands over the rows of a day, or all for null. */
  public void read(@Nullable LocalDate day, Sink sink) throws IOException {
    String columns =
        schema.columns().stream()
            .map(c -> ResultRow.select(DuckDbSession.quoted(c.name()), c.type()))
            .collect(Collectors.joining(", "));
    String where = day == null ? "" : " WHERE " + DAY + " = DATE '" + day + "'";
    try {
      session.query(
          "SELECT %s FROM %s%s ORDER BY %s, %s".formatted(columns, DAYS, where, DAY, ROW),
          rows -> {
            ResultRow row = new ResultRow(rows, schema);
            while (row.next()) {
              try {
                sink.take(row);
              } catch (IOException e) {
                throw new SinkException(e);
              }
            }
            return schema;
          });
    } catch (SinkException e) {
      throw e.reason;
    } catch (SQLException e) {
      throw new IOException("the rows cannot be read again: " + DuckDbSession.reason(e), e);
    }
  }

  @Override
  public void close() {
    session.close();
  }

  private static List<ForeignFile> inspect(List<Path> paths) throws IOException {
    if (paths.isEmpty()) {
      throw new DataException("no file is named: nothing to add");
    }
    List<ForeignFile> files = new ArrayList<>();
    Map<String, Path> seen = new LinkedHashMap<>();
    for (Path path : paths) {
      ForeignFile file = ForeignFile.inspect(path);
      if (!files.isEmpty() && file.format() != files.get(0).format()) {
        throw new DataException(
            "%s is %s and %s is %s: add them one after the other"
                .formatted(files.get(0).path(), files.get(0).format(), path, file.format()));
      }
      // Only files of one size can be the same, and hashing a lone file would be idle.
      Path other = seen.put(path.toRealPath().toString(), path);
      for (ForeignFile before : files) {
        if (other == null
            && Files.size(before.path()) == Files.size(path)
            && Digest.of(before.path()).equals(Digest.of(path))) {
          other = before.path();
        }
      }
      if (other != null) {
        throw new DataException(path + ": the same file as " + other + ": name it once");
      }
      files.add(file);
    }
    return files;
  }

  private static ForeignRows read(
      DuckDbSession session, ForeignSource source, List<ForeignFile> files)
      throws SQLException, IOException {
    RawTable raw = RawTable.load(session, files);
    TypedColumns typed = TypedColumns.resolve(session, raw, source.zone().getId(), source.known());
    session.execute(
        "CREATE VIEW %s AS SELECT %s, rowid AS %s FROM %s"
            .formatted(TYPED, typed.select(), ROW, RawTable.NAME));
    checkTime(session, source.time(), typed.schema());
    try {
      session.execute(
          ("CREATE TABLE %s AS SELECT *, CAST(%s AS DATE) AS %s FROM (SELECT *, CAST(%s AS"
                  + " TIMESTAMP) AS %s FROM %s) ORDER BY %s, %s")
              .formatted(DAYS, TIME, DAY, source.time().toSql(), TIME, TYPED, DAY, ROW));
    } catch (SQLException e) {
      throw new DataException(about(source.time()) + DuckDbSession.reason(e), e);
    }
    long undated = undated(session, source, raw);
    session.execute("DROP VIEW " + TYPED);
    session.execute("DROP TABLE " + RawTable.NAME);
    List<Day> days = days(session);
    if (days.isEmpty()) {
      throw new DataException(about(source.time()) + "no row has a time");
    }
    return new ForeignRows(session, typed.schema(), days, undated);
  }

  private static void checkTime(DuckDbSession session, Expression time, Schema schema) {
    for (String column : time.columns()) {
      if (schema.column(column).isEmpty()) {
        throw new DataException(
            about(time)
                + "there is no column "
                + column
                + Nearest.of(column, schema.names())
                    .map(n -> "; did you mean " + n + "?")
                    .orElse("; there are " + String.join(", ", schema.names())));
      }
    }
    String sql = "SELECT " + time.toSql() + " FROM " + TYPED;
    try (PreparedStatement statement = session.connection().prepareStatement(sql)) {
      Optional<ColumnType> type = SegmentView.type(statement.getMetaData().getColumnTypeName(1));
      if (!type.equals(Optional.of(ColumnType.DATE))
          && !type.equals(Optional.of(ColumnType.TIMESTAMP))) {
        throw new DataException(
            about(time)
                + "expected a date or a timestamp, found "
                + type.map(t -> t.name().toLowerCase(Locale.ROOT)).orElse("something else")
                + "; strptime(text, '%d.%m.%Y') and make_date(year, month, day) make dates");
      }
    } catch (SQLException e) {
      throw new DataException(about(time) + DuckDbSession.reason(e), e);
    }
  }

  private static long undated(DuckDbSession session, ForeignSource source, RawTable raw)
      throws SQLException, IOException {
    String from = " FROM " + DAYS + " WHERE " + TIME + " IS NULL";
    long count = session.number("SELECT count(*)" + from);
    if (count == 0) {
      return 0;
    }
    if (!source.dropUndated()) {
      throw new DataException(
          "%sis null in %d row%s, first in %s; --drop-undated leaves them out"
              .formatted(
                  about(source.time()),
                  count,
                  count == 1 ? "" : "s",
                  raw.place(session.number("SELECT min(" + ROW + ")" + from))));
    }
    session.execute("DELETE" + from);
    return count;
  }

  private static List<Day> days(DuckDbSession session) throws SQLException {
    return session.query(
        ("SELECT datediff('day', DATE '1970-01-01', %s), count(*), epoch_us(min(%s)),"
                + " epoch_us(max(%s)) FROM %s GROUP BY ALL ORDER BY 1")
            .formatted(DAY, TIME, TIME, DAYS),
        r -> {
          List<Day> days = new ArrayList<>();
          while (r.next()) {
            days.add(
                new Day(
                    LocalDate.ofEpochDay(r.getLong(1)),
                    r.getLong(2),
                    time(r.getLong(3)),
                    time(r.getLong(4))));
          }
          return days;
        });
  }

  private static LocalDateTime time(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L),
        (int) Math.floorMod(micros, 1_000_000L) * 1000,
        ZoneOffset.UTC);
  }

  private static String about(Expression time) {
    return "time: \"" + time.text() + "\": ";
  }

  private static final class SinkException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final IOException reason;

    SinkException(IOException reason) {
      super(reason);
      this.reason = reason;
    }
  }
}
