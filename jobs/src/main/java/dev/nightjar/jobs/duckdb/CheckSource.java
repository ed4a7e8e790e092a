package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.Expression;
import dev.nightjar.expectation.Condition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a question is about, as SQL to select from.
 *
 * @param of the files' rows
 * @param where only these; null: all
 * @param tables tables of matching values for the patterns that DuckDB does not match itself
 */
record CheckSource(
    CheckRows of, @Nullable Expression where, Map<Condition.Matches, String> tables) {

  /** Number of rows behind a row of a dictionary. */
  static final String COUNT = "\"nightjar:count\"";

  /** Place of a row among all rows of the files, from 0. */
  static final String PLACE = "\"nightjar:place\"";

  CheckSource {
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
  }

  String view() {
    return of.view().sqlName();
  }

  /** Conditions over these rows. */
  CheckSql sql() {
    Map<Condition.Matches, String> marks = new LinkedHashMap<>();
    tables.keySet().forEach(m -> marks.put(m, mark(marks.size())));
    return new CheckSql(of.view().schema(), marks);
  }

  private static String mark(int i) {
    return DuckDbSession.quoted("nightjar:match" + i);
  }

  /** The rows. */
  String rows() {
    return "(" + selection(view()) + ")";
  }

  /** The rows, each with its {@link #PLACE}. */
  String placed() {
    // Without an order, row_number counts rows as they are stored.
    return "("
        + selection("(SELECT *, row_number() OVER () - 1 AS " + PLACE + " FROM " + view() + ")")
        + ")";
  }

  /** The different values of the columns together, each with its {@link #COUNT}. */
  String dictionary(List<String> columns) {
    String names = columns.stream().map(CheckSql::name).collect(Collectors.joining(", "));
    String all = names + ", count(*) AS " + COUNT;
    String groups = "SELECT " + all + " FROM " + view() + filter() + " GROUP BY " + names;
    return tables.isEmpty()
        ? "(" + groups + ")"
        : "(SELECT *" + marks() + " FROM (" + groups + "))";
  }

  /** Whether values of the column repeat among the first rows. */
  String probe(String column, int rows) {
    return CheckRespondent.repeats(CheckSql.name(column), view(), rows);
  }

  private String selection(String from) {
    return "SELECT *" + marks() + " FROM " + from + filter();
  }

  private String marks() {
    StringBuilder sql = new StringBuilder();
    int i = 0;
    for (Map.Entry<Condition.Matches, String> table : tables.entrySet()) {
      sql.append(", ")
          .append(CheckSql.name(table.getKey().column()))
          .append(" IN (SELECT v FROM ")
          .append(table.getValue())
          .append(") AS ")
          .append(mark(i++));
    }
    return sql.toString();
  }

  private String filter() {
    return where == null ? "" : " WHERE " + where.toSql();
  }
}
