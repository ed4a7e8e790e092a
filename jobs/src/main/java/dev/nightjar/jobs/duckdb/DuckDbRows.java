package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataEngine;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.RowCounts;
import dev.nightjar.dataset.RowSelection;
import dev.nightjar.dataset.RowSource;
import dev.nightjar.dataset.Schema;
import dev.nightjar.text.Nearest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The rows that count, in a table of an open session. */
final class DuckDbRows implements DataEngine.Rows {

  private final DuckDbSession session;
  private final SegmentView view;
  private final RowSource source;
  private final RowCounts counts;

  DuckDbRows(DuckDbSession session, SegmentView view, RowSource source, RowCounts counts) {
    this.session = session;
    this.view = view;
    this.source = source;
    this.counts = counts;
  }

  @Override
  public Schema schema() {
    return view.schema();
  }

  @Override
  public RowCounts counts() {
    return counts;
  }

  @Override
  public long count(RowSelection selection) {
    RowQuery query = checked(selection);
    try {
      return session.number("SELECT count(*)" + query.from());
    } catch (SQLException e) {
      throw view.blame(e, asked(selection, List.of(), List.of()));
    }
  }

  @Override
  public Frame read(
      RowSelection selection,
      List<String> columns,
      List<Expression> flags,
      List<Expression> amounts) {
    RowQuery query = checked(selection);
    FrameReader reader = new FrameReader();
    for (String name : columns) {
      Column column =
          schema()
              .column(name)
              .orElseThrow(
                  () ->
                      new DataException(
                          "there is no column " + name + Nearest.hint(name, schema().names())));
      reader.add(name, column.type(), DuckDbSession.quoted(name));
    }
    for (Expression flag : flags) {
      view.checkCondition("slice", flag);
      reader.add(flag.text(), ColumnType.BOOLEAN, flag.toSql());
    }
    for (Expression amount : amounts) {
      view.checkNumber("metric", amount);
      reader.add(AMOUNT + amount.text(), ColumnType.DOUBLE, amount.toSql());
    }
    reader.addLong(KEY, KEY);
    reader.addLong(CONTENT, CONTENT);
    reader.add(LABEL, ColumnType.BOOLEAN, LABEL);
    reader.add(TIME, ColumnType.TIMESTAMP, TIME);
    reader.add(KNOWN, ColumnType.TIMESTAMP, KNOWN);
    String group = source.recipe().split().group();
    if (selection.side() != null && group != null) {
      reader.add(GROUP, ColumnType.TEXT, "CAST(" + DuckDbSession.quoted(group) + " AS VARCHAR)");
    }
    try {
      return reader.read(session, query.from(), "rowid");
    } catch (SQLException e) {
      throw view.blame(e, asked(selection, flags, amounts));
    }
  }

  @Override
  public Frame made(RowSelection selection, Map<String, Made> made) {
    RowQuery query = checked(selection);
    FrameReader reader = new FrameReader();
    List<SegmentView.Asked> asked = new ArrayList<>(asked(selection, List.of(), List.of()));
    made.forEach(
        (place, one) -> {
          view.check(place, one.expression(), one.type());
          reader.add(place, one.type(), one.expression().toSql());
          asked.add(new SegmentView.Asked(place, one.expression()));
        });
    reader.addLong(KEY, KEY);
    try {
      return reader.read(session, query.from(), "rowid");
    } catch (SQLException e) {
      throw view.blame(e, asked);
    }
  }

  @Override
  public Map<Long, String> names(RowSelection selection, Collection<Long> keys) {
    RowQuery query = checked(selection);
    try {
      return new RowNames(session, view, source).of(query, keys);
    } catch (SQLException e) {
      throw view.blame(e, asked(selection, List.of(), List.of()));
    }
  }

  private RowQuery checked(RowSelection selection) {
    if (selection.where() != null) {
      view.checkCondition("where", selection.where());
    }
    return new RowQuery(source.recipe().split(), selection);
  }

  private static List<SegmentView.Asked> asked(
      RowSelection selection, List<Expression> flags, List<Expression> amounts) {
    List<SegmentView.Asked> asked = new ArrayList<>();
    if (selection.where() != null) {
      asked.add(new SegmentView.Asked("where", selection.where()));
    }
    flags.forEach(f -> asked.add(new SegmentView.Asked("slice", f)));
    amounts.forEach(
        a -> asked.add(new SegmentView.Asked("metric", a, "CAST(" + a.toSql() + " AS DOUBLE)")));
    return asked;
  }

  @Override
  public void close() {
    session.close();
  }
}
