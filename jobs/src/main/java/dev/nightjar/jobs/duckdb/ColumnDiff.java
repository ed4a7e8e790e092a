package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.lineage.ColumnProfile;
import dev.nightjar.lineage.DatasetDiff.ColumnShift;
import dev.nightjar.lineage.Stability;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How one column of two views moved. Numbers and times fall into bins at the deciles of the first
 * view, texts and booleans into one bin for each of the 20 most frequent values of both; all else,
 * and null, are bins of their own.
 */
record ColumnDiff(DuckDbSession session, Column column) {

  private static final int TOP = 5;
  private static final int VALUES = 20;
  private static final String QUANTILES = "[0.05, 0.25, 0.5, 0.75, 0.95]";
  private static final String DECILES = "[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]";

  ColumnShift shift(String before, String after) throws SQLException {
    ColumnProfile old = profile(before);
    ColumnProfile now = profile(after);
    if (old.rows() == 0 || now.rows() == 0) {
      return new ColumnShift(column.name(), old, now, null, null);
    }
    String bin = ordered() ? decile(before) : frequent(before, after);
    long[][] counts = counts(bin, before, after);
    return new ColumnShift(
        column.name(),
        old,
        now,
        Stability.index(counts[0], counts[1]),
        Stability.byChance(counts[0], counts[1]));
  }

  private ColumnProfile profile(String view) throws SQLException {
    boolean number = number();
    String sql =
        "SELECT count(*), count(v), approx_count_distinct(v), "
            + (ordered() ? "CAST(min(v) AS VARCHAR), CAST(max(v) AS VARCHAR)" : "NULL, NULL")
            + (number ? ", avg(v), approx_quantile(v, " + QUANTILES + ")" : ", NULL, NULL")
            + " FROM "
            + values(view);
    List<ColumnProfile.Top> top = ordered() ? List.of() : top(values(view));
    return session.query(
        sql,
        rows -> {
          rows.next();
          long all = rows.getLong(1);
          double mean = rows.getDouble(6);
          boolean none = rows.wasNull();
          return new ColumnProfile(
              all,
              all - rows.getLong(2),
              rows.getLong(3),
              rows.getString(4),
              rows.getString(5),
              none ? null : mean,
              number ? numbers(rows, 7) : List.of(),
              top);
        });
  }

  private List<ColumnProfile.Top> top(String from) throws SQLException {
    return session.query(
        "SELECT CAST(v AS VARCHAR), count(*) FROM "
            + from
            + " WHERE v IS NOT NULL GROUP BY v ORDER BY count(*) DESC, v LIMIT "
            + TOP,
        rows -> {
          List<ColumnProfile.Top> top = new ArrayList<>();
          while (rows.next()) {
            top.add(new ColumnProfile.Top(rows.getString(1), rows.getLong(2)));
          }
          return top;
        });
  }

  /** SQL for the bin of {@code v} in 0 to 10: how many deciles of the view are below it. */
  private String decile(String view) throws SQLException {
    List<Double> deciles =
        session.query(
            "SELECT approx_quantile(" + scale("v") + ", " + DECILES + ") FROM " + values(view),
            rows -> rows.next() ? numbers(rows, 1) : List.of());
    Set<Double> edges = new LinkedHashSet<>(deciles);
    return edges.isEmpty()
        ? "0"
        : edges.stream()
            .map(e -> "CAST(" + scale("v") + " > CAST('" + e + "' AS DOUBLE) AS INTEGER)")
            .collect(Collectors.joining(" + "));
  }

  /** SQL for the bin of {@code v}: its place among the most frequent values, or one for others. */
  private String frequent(String before, String after) throws SQLException {
    List<String> values =
        session.query(
            "SELECT CAST(v AS VARCHAR) FROM (SELECT * FROM "
                + values(before)
                + " UNION ALL SELECT * FROM "
                + values(after)
                + ") WHERE v IS NOT NULL GROUP BY v ORDER BY count(*) DESC, v LIMIT "
                + VALUES,
            rows -> {
              List<String> found = new ArrayList<>();
              while (rows.next()) {
                found.add(Objects.requireNonNull(rows.getString(1)));
              }
              return found;
            });
    return "list_position(CAST(["
        + values.stream().map(DuckDbSession::literal).collect(Collectors.joining(", "))
        + "] AS VARCHAR[]), CAST(v AS VARCHAR))";
  }

  private long[][] counts(String bin, String before, String after) throws SQLException {
    String sql =
        "SELECT CASE WHEN v IS NULL THEN -1 ELSE coalesce("
            + bin
            + ", 0) END AS bin, CAST(sum(a) AS BIGINT), CAST(sum(b) AS BIGINT) FROM (SELECT v, 1 AS a, 0 AS b FROM "
            + values(before)
            + " UNION ALL SELECT v, 0, 1 FROM "
            + values(after)
            + ") GROUP BY bin ORDER BY bin";
    return session.query(
        sql,
        rows -> {
          List<long[]> bins = new ArrayList<>();
          while (rows.next()) {
            bins.add(new long[] {rows.getLong(2), rows.getLong(3)});
          }
          return new long[][] {
            bins.stream().mapToLong(b -> b[0]).toArray(),
            bins.stream().mapToLong(b -> b[1]).toArray()
          };
        });
  }

  private String values(String view) {
    String name = DuckDbSession.quoted(column.name());
    String value =
        column.type() == ColumnType.DOUBLE
            ? "CASE WHEN NOT isnan(" + name + ") THEN " + name + " END"
            : name;
    return "(SELECT " + value + " AS v FROM " + view + ")";
  }

  /** The value as a number. */
  private String scale(String value) {
    return switch (column.type()) {
      case DATE, TIMESTAMP -> "CAST(epoch_us(CAST(" + value + " AS TIMESTAMP)) AS DOUBLE)";
      default -> "CAST(" + value + " AS DOUBLE)";
    };
  }

  private boolean number() {
    return column.type() == ColumnType.INTEGER || column.type() == ColumnType.DOUBLE;
  }

  private boolean ordered() {
    return column.type() != ColumnType.TEXT && column.type() != ColumnType.BOOLEAN;
  }

  private static List<Double> numbers(ResultSet rows, int place) throws SQLException {
    Array array = rows.getArray(place);
    List<Double> numbers = new ArrayList<>();
    if (array != null) {
      for (Object number : (Object[]) array.getArray()) {
        if (number instanceof Number n) {
          numbers.add(n.doubleValue());
        }
      }
    }
    return numbers;
  }
}
