package dev.nightjar.jobs.duckdb;

import static dev.nightjar.jobs.duckdb.DuckDbSession.quoted;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.DatasetState;
import dev.nightjar.dataset.Schema;
import dev.nightjar.text.Nearest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gives the columns of a {@link RawTable} their types. */
final class TypedColumns {

  private static final int SAMPLE = 2000;
  private static final Set<String> AS_TEXT = Set.of("TIME", "INTERVAL", "JSON", "UUID");
  private static final Set<String> TOO_LONG = Set.of("HUGEINT", "UHUGEINT", "UBIGINT");

  private final DuckDbSession session;
  private final RawTable raw;
  private final String zone;
  private final List<Typed> columns = new ArrayList<>();

  /** A column, SQL for its value, and whether that is null for some texts that are there. */
  private record Typed(Column column, String value, boolean doubtful) {}

  private TypedColumns(DuckDbSession session, RawTable raw, String zone) {
    this.session = session;
    this.raw = raw;
    this.zone = DuckDbSession.literal(zone);
  }

  /**
   * Finds the types, or holds the values against those that are known.
   *
   * @throws DataException that names file, line, column and value that does not fit
   */
  static TypedColumns resolve(
      DuckDbSession session, RawTable raw, String zone, DatasetState.@Nullable Definition known)
      throws SQLException, IOException {
    TypedColumns typed = new TypedColumns(session, raw, zone);
    if (known != null) {
      for (Column column : known.schema().columns()) {
        if (raw.columns().containsKey(column.name())) {
          typed.add(column);
        } else if (known.required().contains(column.name())) {
          List<String> others =
              raw.columns().keySet().stream()
                  .filter(n -> known.schema().column(n).isEmpty())
                  .toList();
          throw new DataException(
              "the dataset has a column %s, the files have none%s"
                  .formatted(column.name(), Nearest.hint(column.name(), others)));
        }
      }
    }
    for (String name : raw.columns().keySet()) {
      if (known == null || known.schema().column(name).isEmpty()) {
        typed.addUnknown(name);
      }
    }
    typed.verify();
    return typed;
  }

  Schema schema() {
    return new Schema(columns.stream().map(Typed::column).toList());
  }

  /** The values with their names, for a SELECT. */
  String select() {
    return columns.stream()
        .map(
            c ->
                "CAST(%s AS %s) AS %s"
                    .formatted(
                        c.value, DuckDbSession.sqlType(c.column.type()), quoted(c.column.name())))
        .collect(Collectors.joining(", "));
  }

  private void add(Column column) {
    if (!raw.untyped() && natural(column.name()).equals(Optional.of(column.type()))) {
      columns.add(new Typed(column, naturalValue(column.name()), false));
    } else {
      columns.add(doubtful(column));
    }
  }

  private Typed doubtful(Column column) {
    return new Typed(
        column,
        TextType.value(column.type(), text(column.name()), zone),
        column.type() != ColumnType.TEXT);
  }

  private void addUnknown(String name) throws SQLException {
    if (raw.untyped()) {
      TextType guess = guess(name);
      add(new Column(name, guess.type));
      return;
    }
    ColumnType type =
        natural(name)
            .orElseThrow(
                () ->
                    new DataException(
                        "column %s has the type %s; expected a boolean, a number, a text, a date"
                                .formatted(name, raw.columns().get(name))
                            + " or a timestamp"));
    add(new Column(name, type));
  }

  private TextType guess(String name) throws SQLException {
    Set<TextType> left = EnumSet.allOf(TextType.class);
    String column = quoted(name);
    // The sample spares most casts; what it leaves is held against every value.
    String sample = "(SELECT " + column + " FROM " + RawTable.NAME + " LIMIT " + SAMPLE + ")";
    long sampled = keep(left, column, sample);
    while (true) {
      TextType first = left.iterator().next();
      if (first == TextType.TEXT) {
        return first;
      }
      Set<TextType> one = EnumSet.of(first, TextType.TEXT);
      long values =
          sampled == 0 ? keep(left, column, RawTable.NAME) : keep(one, column, RawTable.NAME);
      if (values == 0) {
        return TextType.TEXT;
      }
      if (sampled == 0) {
        return left.iterator().next();
      }
      if (one.contains(first)) {
        return first;
      }
      left.remove(first);
    }
  }

  /** Removes the types that some value does not fit; returns how many values there are. */
  private long keep(Set<TextType> types, String column, String from) throws SQLException {
    List<TextType> asked = List.copyOf(types);
    String sql =
        asked.stream()
            .map(t -> "count(*) FILTER (WHERE NOT coalesce(" + t.fits(column) + ", false))")
            .collect(Collectors.joining(", ", "SELECT count(*), ", ""));
    return session.query(
        sql + " FROM " + from + " WHERE " + column + " IS NOT NULL",
        r -> {
          r.next();
          for (int i = 0; i < asked.size(); i++) {
            if (r.getLong(i + 2) > 0 && asked.get(i) != TextType.TEXT) {
              types.remove(asked.get(i));
            }
          }
          return r.getLong(1);
        });
  }

  private void verify() throws SQLException, IOException {
    long[] misfits = misfits();
    boolean widened = false;
    for (int i = 0; i < misfits.length; i++) {
      Column column = columns.get(i).column;
      // A day's numbers may all be whole by chance: a dataset's integers widen to doubles.
      if (misfits[i] >= 0 && column.type() == ColumnType.INTEGER) {
        columns.set(i, doubtful(new Column(column.name(), ColumnType.DOUBLE)));
        widened = true;
      }
    }
    misfits = widened ? misfits() : misfits;
    for (int i = 0; i < misfits.length; i++) {
      if (misfits[i] >= 0) {
        throw misfit(columns.get(i).column, misfits[i]);
      }
    }
  }

  /** For each column the first row whose value does not fit, or -1. */
  private long[] misfits() throws SQLException {
    String sql =
        columns.stream()
            .map(
                c ->
                    c.doubtful
                        ? "min(rowid) FILTER (WHERE %s IS NOT NULL AND (%s) IS NULL)"
                            .formatted(quoted(c.column.name()), c.value)
                        : "NULL::BIGINT")
            .collect(Collectors.joining(", ", "SELECT ", " FROM " + RawTable.NAME));
    return session.query(
        sql,
        r -> {
          r.next();
          long[] rows = new long[columns.size()];
          for (int i = 0; i < rows.length; i++) {
            long row = r.getLong(i + 1);
            rows[i] = r.wasNull() ? -1 : row;
          }
          return rows;
        });
  }

  private DataException misfit(Column column, long row) throws SQLException, IOException {
    String value =
        session.query(
            "SELECT " + text(column.name()) + " FROM " + RawTable.NAME + " WHERE rowid = " + row,
            r -> r.next() ? r.getString(1) : "");
    return new DataException(
        "%s: column %s: expected %s, as in the dataset, found “%s”"
            .formatted(
                raw.place(row),
                column.name(),
                words(column.type()),
                value.length() > 60 ? value.substring(0, 60) + "…" : value));
  }

  private static String words(ColumnType type) {
    return switch (type) {
      case BOOLEAN -> "true or false";
      case INTEGER, DOUBLE -> "a number";
      case TEXT -> "a text";
      case DATE -> "a date such as 2011-06-15";
      case TIMESTAMP -> "a time such as 2011-06-15 02:30:00";
    };
  }

  private Optional<ColumnType> natural(String name) {
    String type = raw.columns().getOrDefault(name, "");
    if (AS_TEXT.contains(type)) {
      return Optional.of(ColumnType.TEXT);
    }
    return TOO_LONG.contains(type) ? Optional.of(ColumnType.DOUBLE) : SegmentView.type(type);
  }

  private String naturalValue(String name) {
    return "TIMESTAMP WITH TIME ZONE".equals(raw.columns().get(name))
        ? "timezone(" + zone + ", " + quoted(name) + ")"
        : quoted(name);
  }

  private String text(String name) {
    return "VARCHAR".equals(raw.columns().get(name))
        ? quoted(name)
        : "CAST(" + quoted(name) + " AS VARCHAR)";
  }
}
