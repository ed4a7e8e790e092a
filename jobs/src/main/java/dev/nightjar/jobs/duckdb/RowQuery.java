package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.RowSelection;
import dev.nightjar.dataset.Split;
import dev.nightjar.dataset.TimeRange;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * The SQL of a {@link RowSelection} over the table of usable rows.
 *
 * @param split how sides are told apart
 * @param selection what is wanted
 */
record RowQuery(Split split, RowSelection selection) {

  /** {@code FROM … WHERE …}, without order. */
  String from() {
    String from = " FROM " + RowTable.NAME + " WHERE " + String.join(" AND ", conditions());
    if (selection.sample() == 0) {
      return from;
    }
    return " FROM "
        + RowTable.NAME
        + " WHERE rowid IN (SELECT rowid"
        + from
        + " ORDER BY "
        + RowHashes.draw(split.salt(), Rows.KEY)
        + ", rowid LIMIT "
        + selection.sample()
        + ")";
  }

  private List<String> conditions() {
    List<String> all = new ArrayList<>();
    all.add(inside(selection.range()));
    for (TimeRange range : selection.without()) {
      if (!range.isEmpty()) {
        all.add("NOT " + inside(range));
      }
    }
    if (selection.side() != null) {
      all.add(side(selection.side() == RowSelection.Side.DEV));
    }
    if (selection.where() != null) {
      all.add(selection.where().toSql());
    }
    return all;
  }

  private static String inside(TimeRange range) {
    return "("
        + Rows.TIME
        + " >= "
        + RowTable.timestamp(range.from())
        + " AND "
        + Rows.TIME
        + " < "
        + RowTable.timestamp(range.to())
        + ")";
  }

  private String side(boolean dev) {
    if (split.by() == Split.By.HASH) {
      return RowTable.BUCKET + (dev ? " < " : " >= ") + Math.round(split.dev() * 10_000);
    }
    TimeRange range = selection.range();
    Duration length = Duration.between(range.from(), range.to());
    long train = Math.round(length.toSeconds() * (1 - split.dev()));
    LocalDateTime boundary = range.from().plusSeconds(train);
    return dev
        ? Rows.TIME + " >= " + RowTable.timestamp(boundary)
        : Rows.TIME + " < " + RowTable.timestamp(boundary.minus(split.embargo().duration()));
  }
}
