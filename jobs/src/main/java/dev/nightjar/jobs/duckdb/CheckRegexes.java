package dev.nightjar.jobs.duckdb;

import dev.nightjar.expectation.Condition;
import dev.nightjar.expectation.Question;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Patterns. DuckDB's are RE2, which knows neither look-around nor back-references; one that RE2
 * refuses is matched by {@link Pattern} over the different values of the column, and the values
 * that match become a table.
 */
final class CheckRegexes {

  private static final int MOST_VALUES = 1_000_000;

  private final DuckDbSession session;
  private final Map<String, Optional<String>> refusals = new HashMap<>();
  private final Map<String, String> tables = new HashMap<>();

  CheckRegexes(DuckDbSession session) {
    this.session = session;
  }

  /** The patterns of a question. */
  static List<Condition.Matches> of(Question<?> question) {
    List<Condition.Matches> found = new ArrayList<>();
    if (question instanceof Question.MapCount map) {
      collect(map.expected(), found);
    } else if (question instanceof Question.Unexpected u
        && u.of() instanceof Question.MapCount map) {
      collect(map.expected(), found);
    }
    return found;
  }

  private static void collect(Condition condition, List<Condition.Matches> into) {
    if (condition instanceof Condition.Matches matches) {
      into.add(matches);
    } else if (condition instanceof Condition.Not not) {
      collect(not.condition(), into);
    } else if (condition instanceof Condition.All all) {
      all.conditions().forEach(c -> collect(c, into));
    } else if (condition instanceof Condition.Any any) {
      any.conditions().forEach(c -> collect(c, into));
    }
  }

  /** Whether DuckDB can match it itself. */
  boolean isNative(String regex) {
    return refusal(regex).isEmpty();
  }

  private Optional<String> refusal(String regex) {
    return refusals.computeIfAbsent(
        regex,
        r -> {
          try {
            session.execute("SELECT regexp_matches('', " + DuckDbSession.literal(r) + ")");
            return Optional.empty();
          } catch (SQLException e) {
            return Optional.of(DuckDbSession.reason(e));
          }
        });
  }

  /**
   * A table with one column {@code v}: the different values of the column that match.
   *
   * @throws IllegalArgumentException when Java refuses the pattern too, or there are too many
   *     values; the message is for people
   */
  String table(String view, Condition.Matches matches) throws SQLException {
    String key = view + ' ' + matches.column() + ' ' + matches.regex();
    String known = tables.get(key);
    if (known != null) {
      return known;
    }
    Pattern pattern;
    try {
      pattern = Pattern.compile(matches.regex());
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "regex: expected a pattern, but "
              + matches.regex()
              + " is none: "
              + refusal(matches.regex()).orElse(e.getDescription()),
          e);
    }
    String table = DuckDbSession.quoted("matches" + tables.size());
    session.execute("CREATE TABLE " + table + " (v VARCHAR)");
    List<String> values = matching(view, matches, pattern);
    Connection connection = session.connection();
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + table + " VALUES (?)")) {
      for (String value : values) {
        insert.setString(1, value);
        insert.addBatch();
      }
      if (!values.isEmpty()) {
        insert.executeBatch();
      }
    }
    tables.put(key, table);
    return table;
  }

  private List<String> matching(String view, Condition.Matches matches, Pattern pattern)
      throws SQLException {
    String column = CheckSql.name(matches.column());
    String sql =
        "SELECT DISTINCT " + column + " FROM " + view + " WHERE " + column + " IS NOT NULL";
    return session.query(
        sql,
        rows -> {
          List<String> values = new ArrayList<>();
          for (int n = 1; rows.next(); n++) {
            if (n > MOST_VALUES) {
              throw new IllegalArgumentException(
                  "regex: "
                      + matches.regex()
                      + " uses what RE2 does not know (look-around, back-references), and column "
                      + matches.column()
                      + " has too many different values to match it otherwise");
            }
            String value = rows.getString(1);
            if (pattern.matcher(value).find()) {
              values.add(value);
            }
          }
          return values;
        });
  }
}
