package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Expression;
import dev.nightjar.expectation.Answer;
import dev.nightjar.expectation.Checks;
import dev.nightjar.expectation.Condition;
import dev.nightjar.expectation.ExpectationSpec.Scope;
import dev.nightjar.expectation.Question;
import dev.nightjar.expectation.Rows;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers with few passes: counts, extremes and moments over the same rows share one; whatever
 * needs the different values of a column (uniqueness, sets, patterns where values repeat) shares
 * one dictionary of that column; medians and quantiles of a column share one.
 */
final class CheckRespondent implements Checks.Respondent {

  private static final int PROBED = 20_000;
  private static final int REPEATED = 4;

  private final DuckDbSession session;
  private final Map<Scope, CheckRows> rows;
  private final CheckRegexes regexes;
  private final Map<String, Boolean> repeating = new HashMap<>();

  CheckRespondent(DuckDbSession session, Map<Scope, CheckRows> rows) {
    this.session = session;
    this.rows = rows;
    this.regexes = new CheckRegexes(session);
  }

  @Override
  public Map<Question<?>, Answer> answer(Set<Question<?>> questions) {
    Map<Question<?>, Answer> found = new LinkedHashMap<>();
    Map<String, CheckScan> scans = new LinkedHashMap<>();
    for (Question<?> question : questions) {
      try {
        CheckSource source = source(question);
        if (question instanceof Question.Unexpected unexpected) {
          found.put(question, CheckSamples.of(session, source, unexpected));
        } else if (question instanceof Question.Distinct distinct) {
          found.put(question, CheckSamples.distinct(session, source, distinct));
        } else {
          plan(question, source, scans);
        }
      } catch (DataException | IllegalArgumentException e) {
        found.put(question, new Answer.Unknown(String.valueOf(e.getMessage())));
      } catch (SQLException e) {
        found.put(question, new Answer.Unknown(DuckDbSession.reason(e)));
      }
    }
    scans.values().forEach(scan -> scan.run(session, found));
    return found;
  }

  private void plan(Question<?> question, CheckSource source, Map<String, CheckScan> scans)
      throws SQLException {
    List<String> keys = dictionary(question, source);
    boolean sorted =
        question instanceof Question.Quantiles
            || (question instanceof Question.Aggregate a
                && a.function() == Question.Aggregate.Function.MEDIAN);
    String from = keys.isEmpty() ? source.rows() : source.dictionary(keys);
    CheckItems items = new CheckItems(source, !keys.isEmpty());
    // Sorting a column takes memory of its own size: one column at a time.
    String key = sorted ? from + " of " + items.column(question) : from;
    scans.computeIfAbsent(key, k -> new CheckScan(from)).add(items.of(question));
  }

  /** The columns whose dictionary answers best; none: the rows themselves. */
  private List<String> dictionary(Question<?> question, CheckSource source) throws SQLException {
    if (question instanceof Question.Duplicates duplicates) {
      return duplicates.columns();
    }
    if (question instanceof Question.Aggregate a
        && a.function() == Question.Aggregate.Function.DISTINCT) {
      return List.of(a.column());
    }
    List<Condition.Matches> patterns = CheckRegexes.of(question);
    if (patterns.isEmpty() || ((Question.MapCount) question).columns().size() != 1) {
      return List.of();
    }
    String column = patterns.get(0).column();
    String key = source.view() + ' ' + column;
    Boolean known = repeating.get(key);
    if (known == null) {
      known = session.query(source.probe(column, PROBED), r -> r.next() && r.getBoolean(1));
      repeating.put(key, known);
    }
    return known ? List.of(column) : List.of();
  }

  private CheckSource source(Question<?> question) throws SQLException {
    Rows wanted = question.rows();
    CheckRows own = rows.get(wanted.on());
    if (own == null) {
      throw new IllegalStateException("no rows for " + wanted.on());
    }
    Expression where = wanted.where();
    if (where != null) {
      own.view().checkCondition("where", where);
    }
    Map<Condition.Matches, String> tables = new LinkedHashMap<>();
    for (Condition.Matches matches : CheckRegexes.of(question)) {
      if (!regexes.isNative(matches.regex())) {
        tables.put(matches, regexes.table(own.view().sqlName(), matches));
      }
    }
    return new CheckSource(own, where, tables);
  }

  static String repeats(String column, String view, int probed) {
    return "SELECT count(*) >= "
        + REPEATED
        + " * count(DISTINCT "
        + column
        + ") FROM (SELECT "
        + column
        + " FROM "
        + view
        + " LIMIT "
        + probed
        + ")";
  }
}
