package dev.nightjar.jobs.duckdb;

import dev.nightjar.expectation.Answer;
import dev.nightjar.expectation.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes questions as columns of a pass.
 *
 * @param source the rows
 * @param dictionary whether the pass is over different values with their counts
 */
record CheckItems(CheckSource source, boolean dictionary) {

  CheckScan.Item of(Question<?> question) {
    CheckSql sql = source.sql();
    if (question instanceof Question.RowCount) {
      return value(question, rows("true"));
    }
    if (question instanceof Question.MapCount map) {
      String missing = sql.of(map.missing());
      return counts(map, missing, "NOT " + missing + " AND NOT " + sql.of(map.expected()));
    }
    if (question instanceof Question.Duplicates same) {
      String missing = sql.of(same.missing());
      return counts(same, missing, "NOT " + missing + " AND " + CheckSource.COUNT + " > 1");
    }
    if (question instanceof Question.Aggregate aggregate) {
      return value(question, aggregate(aggregate, "NOT " + sql.missing(aggregate.column())));
    }
    if (question instanceof Question.NewestTime newest) {
      return value(question, newest(newest));
    }
    return quantiles((Question.Quantiles) question, sql);
  }

  /** The column of a question about one. */
  String column(Question<?> question) {
    return question instanceof Question.Aggregate a
        ? a.column()
        : question instanceof Question.Quantiles q ? q.column() : "";
  }

  private static CheckScan.Item value(Question<?> question, String sql) {
    return new CheckScan.Item(question, List.of(sql), row -> new Answer.Value(row.get(0)));
  }

  private CheckScan.Item counts(Question.Counting question, String missing, String unexpected) {
    return new CheckScan.Item(
        question,
        List.of(rows("true"), rows(missing), rows(unexpected)),
        row ->
            new Answer.Counts(
                CheckValues.count(row.get(0)),
                CheckValues.count(row.get(1)),
                CheckValues.count(row.get(2))));
  }

  private String rows(String condition) {
    String what = dictionary ? "coalesce(sum(" + CheckSource.COUNT + ")" : "count(*)";
    String filter = condition.equals("true") ? "" : " FILTER (WHERE " + condition + ")";
    return what + filter + (dictionary ? ", 0)" : "");
  }

  private static String aggregate(Question.Aggregate question, String present) {
    String column = CheckSql.name(question.column());
    String filter = " FILTER (WHERE " + present + ")";
    return switch (question.function()) {
      case MIN -> "min(" + column + ")" + filter;
      case MAX -> "max(" + column + ")" + filter;
      case MEAN -> "avg(" + column + ")" + filter;
      case MEDIAN -> "CAST(median(" + column + ")" + filter + " AS DOUBLE)";
      case STDEV -> "stddev_samp(" + column + ")" + filter;
      case SUM -> "sum(" + column + ")" + filter;
      // Over a dictionary each value is one row.
      case DISTINCT -> "count(*)" + filter;
    };
  }

  private String newest(Question.NewestTime newest) {
    String column = newest.column();
    String time = column == null ? source.of().time() : CheckSql.name(column);
    String stamp = "CAST(" + time + " AS TIMESTAMP)";
    return "max("
        + stamp
        + ") FILTER (WHERE "
        + stamp
        + " <= "
        + CheckSql.literal(newest.upTo())
        + ")";
  }

  private static CheckScan.Item quantiles(Question.Quantiles question, CheckSql sql) {
    String shares =
        question.quantiles().stream().map(String::valueOf).collect(Collectors.joining(", "));
    String all =
        "quantile_disc("
            + CheckSql.name(question.column())
            + ", ["
            + shares
            + "]) FILTER (WHERE NOT "
            + sql.missing(question.column())
            + ")";
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= question.quantiles().size(); i++) {
      columns.add("(" + all + ")[" + i + "]");
    }
    return new CheckScan.Item(question, columns, Answer.Values::new);
  }
}
