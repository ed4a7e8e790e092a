package dev.nightjar.jobs.duckdb;

import dev.nightjar.expectation.Answer;
import dev.nightjar.expectation.Question;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one source of rows that answers several questions. When the pass fails, each
 * question is asked alone, so that only the guilty ones stay without an answer.
 */
final class CheckScan {

  /** A question, the columns that it needs of the pass, and how its answer is made of them. */
  record Item(
      Question<?> question, List<String> columns, Function<List<@Nullable Object>, Answer> answer) {
    Item {
      columns = List.copyOf(columns);
    }
  }

  // A wide suite is cut here, for the sake of DuckDB's planner.
  private static final int MOST = 500;

  private final String from;
  private final List<Item> items = new ArrayList<>();

  CheckScan(String from) {
    this.from = from;
  }

  void add(Item item) {
    items.add(item);
  }

  void run(DuckDbSession session, Map<Question<?>, Answer> into) {
    for (int i = 0; i < items.size(); i += MOST) {
      run(session, items.subList(i, Math.min(items.size(), i + MOST)), into);
    }
  }

  private void run(DuckDbSession session, List<Item> some, Map<Question<?>, Answer> into) {
    List<String> columns = some.stream().flatMap(i -> i.columns().stream()).distinct().toList();
    String sql = "SELECT " + String.join(", ", columns) + " FROM " + from;
    try {
      List<@Nullable Object> row = session.query(sql, rows -> row(rows, columns.size()));
      for (Item item : some) {
        List<@Nullable Object> own = new ArrayList<>();
        item.columns().forEach(c -> own.add(row.get(columns.indexOf(c))));
        into.put(item.question(), item.answer().apply(own));
      }
    } catch (SQLException e) {
      if (some.size() == 1) {
        into.put(some.get(0).question(), new Answer.Unknown(DuckDbSession.reason(e)));
      } else {
        some.forEach(item -> run(session, List.of(item), into));
      }
    }
  }

  private static List<@Nullable Object> row(ResultSet rows, int columns) throws SQLException {
    rows.next();
    List<@Nullable Object> row = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      row.add(CheckValues.read(rows, i));
    }
    return row;
  }
}
