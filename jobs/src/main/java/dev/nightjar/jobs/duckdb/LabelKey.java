package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Label;
import dev.nightjar.text.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The key of a label dataset in SQL. In tables of labels its parts have names of their own. */
record LabelKey(List<Label.Key> parts) {

  private static final String PART = "__label_key_";

  /**
   * Checks that both sides have each part, and of one type.
   *
   * @throws DataException with the nearest column, or both types
   */
  void check(SegmentView rows, SegmentView labels, String dataset) {
    for (Label.Key part : parts) {
      Column row = column(rows, part.row(), "the rows have");
      Column label = column(labels, part.label(), "dataset " + dataset + " has");
      if (row.type() != label.type()) {
        throw new DataException(
            "label.from.key: %s of the rows is %s, but %s of dataset %s is %s: a key has one type"
                .formatted(
                    row.name(),
                    row.type().name().toLowerCase(Locale.ROOT),
                    label.name(),
                    dataset,
                    label.type().name().toLowerCase(Locale.ROOT)));
      }
    }
  }

  private static Column column(SegmentView view, String name, String whose) {
    return view.schema()
        .column(name)
        .orElseThrow(
            () ->
                new DataException(
                    "label.from.key: "
                        + whose
                        + " no column "
                        + name
                        + Nearest.hint(name, view.schema().names())));
  }

  /** The columns of the label dataset by the names that they have in tables of labels. */
  String selected() {
    return each(", ", (part, name) -> DuckDbSession.quoted(part.label()) + " AS " + name);
  }

  /** That a label row has a key. */
  String present() {
    return each(" AND ", (part, name) -> DuckDbSession.quoted(part.label()) + " IS NOT NULL");
  }

  /** That a row has none. */
  String absentOfRow() {
    return each(" OR ", (part, name) -> DuckDbSession.quoted(part.row()) + " IS NULL");
  }

  /** The names in a table of labels, which is called {@code table}, or is the only one. */
  String names(String table) {
    return each(", ", (part, name) -> in(table, name));
  }

  /** That rows and a table of labels agree. */
  String ofRows(String rows, String table) {
    return each(
        " AND ",
        (part, name) -> in(rows, DuckDbSession.quoted(part.row())) + " = " + in(table, name));
  }

  /** That label rows and a table of labels agree. */
  String ofLabels(String labels, String table) {
    return each(
        " AND ",
        (part, name) -> in(labels, DuckDbSession.quoted(part.label())) + " = " + in(table, name));
  }

  /** That two tables of labels agree. */
  String same(String one, String other) {
    return each(" AND ", (part, name) -> in(one, name) + " = " + in(other, name));
  }

  /** {@code order_id 17}, as an expression over a table of labels. */
  String words(String table) {
    return each(
        " || ', ' || ",
        (part, name) ->
            DuckDbSession.literal(part.label() + " ")
                + " || CAST("
                + in(table, name)
                + " AS VARCHAR)");
  }

  private static String in(String table, String column) {
    return table.isEmpty() ? column : table + "." + column;
  }

  private String each(String between, BiFunction<Label.Key, String, String> sql) {
    return IntStream.range(0, parts.size())
        .mapToObj(i -> sql.apply(parts.get(i), PART + i))
        .collect(Collectors.joining(between));
  }
}
