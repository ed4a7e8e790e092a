package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.RowSource;
import dev.nightjar.expectation.Answer;
import dev.nightjar.expectation.Condition;
import dev.nightjar.expectation.Question;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fetches rows and values to show, never more than asked for. */
final class CheckSamples {

  private CheckSamples() {}

  /** The first unexpected rows. */
  static Answer.Sample of(DuckDbSession session, CheckSource source, Question.Unexpected question)
      throws SQLException {
    Question.Counting of = question.of();
    CheckSql sql = source.sql();
    String names = of.columns().stream().map(CheckSql::name).collect(Collectors.joining(", "));
    String present = "NOT " + sql.of(of.missing());
    String faulty;
    if (of instanceof Question.MapCount map) {
      faulty = present + " AND NOT " + sql.of(map.expected());
    } else {
      String same =
          of.columns().stream()
              .map(CheckSql::name)
              .map(c -> "d." + c + " IS NOT DISTINCT FROM r." + c)
              .collect(Collectors.joining(" AND "));
      faulty =
          present
              + " AND EXISTS (SELECT 1 FROM "
              + source.dictionary(of.columns())
              + " d WHERE d."
              + CheckSource.COUNT
              + " > 1 AND "
              + same
              + ")";
    }
    String select =
        "SELECT "
            + CheckSource.PLACE
            + ", "
            + names
            + " FROM "
            + source.placed()
            + " r WHERE "
            + faulty;
    // Only a join loses the order of the rows; without one the first rows found are the first.
    String order = of instanceof Question.Duplicates ? " ORDER BY 1" : "";
    return session.query(
        select + order + " LIMIT " + question.limit(),
        rows -> rows(rows, source, of.columns().size()));
  }

  private static Answer.Sample rows(ResultSet rows, CheckSource source, int columns)
      throws SQLException {
    List<Answer.Row> found = new ArrayList<>();
    while (rows.next()) {
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 2; i < columns + 2; i++) {
        values.add(CheckValues.read(rows, i));
      }
      found.add(row(source.of().files(), rows.getLong(1), values));
    }
    return new Answer.Sample(found);
  }

  private static Answer.Row row(
      List<RowSource.LocalFile> files, long place, List<@Nullable Object> values) {
    long before = 0;
    for (RowSource.LocalFile file : files) {
      if (place < before + file.segment().rows()) {
        return new Answer.Row(file.segment().name(), place - before, values);
      }
      before += file.segment().rows();
    }
    throw new IllegalStateException("row " + place + " of " + before);
  }

  /** The different values of a column. */
  static Answer.Distincts distinct(
      DuckDbSession session, CheckSource source, Question.Distinct question) throws SQLException {
    CheckSql sql = source.sql();
    String column = CheckSql.name(question.column());
    String asked = sql.of(new Condition.OneOf(question.column(), question.asked()));
    String select =
        "SELECT v, n, t FROM (SELECT *, row_number() OVER (PARTITION BY a ORDER BY v) r FROM (SELECT "
            + column
            + " v, "
            + CheckSource.COUNT
            + " n, "
            + asked
            + " a, count(*) OVER () t FROM "
            + source.dictionary(List.of(question.column()))
            + " WHERE NOT "
            + sql.missing(question.column())
            + ")) WHERE a OR r <= "
            + question.limit()
            + " ORDER BY v";
    return session.query(
        select,
        rows -> {
          List<Answer.ValueCount> values = new ArrayList<>();
          long total = 0;
          while (rows.next()) {
            Object value = CheckValues.read(rows, 1);
            if (value != null) {
              values.add(new Answer.ValueCount(value, rows.getLong(2)));
            }
            total = rows.getLong(3);
          }
          return new Answer.Distincts(total, values);
        });
  }
}
