package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Label;
import dev.nightjar.dataset.Label.Absent;
import dev.nightjar.dataset.Schema;
import dev.nightjar.dataset.Span;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows, and reports of their labels. */
final class LabelReports {

  static final Schema LABELS = labels(ColumnType.INTEGER);
  static final LocalDateTime CUTOFF = LocalDateTime.of(2011, 6, 15, 2, 30);
  static final LocalDate CUTOFF_DAY = CUTOFF.toLocalDate();

  private LabelReports() {}

  static SourceFixture rows(Path folder) {
    return new SourceFixture(folder)
        .schema("n", ColumnType.INTEGER, "k", ColumnType.INTEGER, "d", ColumnType.DATE)
        .cutoff(CUTOFF);
  }

  static Schema labels(ColumnType key) {
    return new Schema(
        List.of(
            new Column("k", key),
            new Column("v", ColumnType.INTEGER),
            new Column("t", ColumnType.TIMESTAMP),
            new Column("reported", ColumnType.TEXT)));
  }

  static Label label(@Nullable String knownAt, String completeAfter, Absent absent) {
    return label("v = 1", knownAt, completeAfter, absent);
  }

  static Label label(String when, @Nullable String knownAt, String completeAfter, Absent absent) {
    return new Label(
        "label",
        new Expression(when),
        knownAt == null ? null : new Expression(knownAt),
        Span.parse(completeAfter),
        source(new Label.Key("k", "k"), absent));
  }

  static Label.Source source(Label.Key key, Absent absent) {
    return new Label.Source("labels", List.of(key), null, null, absent);
  }

  static String values(String columns, List<String> rows) {
    return "SELECT * FROM (VALUES " + String.join(", ", rows) + ") v(" + columns + ")";
  }

  static String reports(String... rows) {
    return values("k, v, t, reported", List.of(rows));
  }

  static String report(long key, @Nullable Integer value, String at) {
    return "(%d::BIGINT, %s::BIGINT, TIMESTAMP '%s', '%s')".formatted(key, value, at, at);
  }

  static String row(long n, @Nullable Long key, LocalDate day) {
    return "(%d::BIGINT, %s::BIGINT, DATE '%s')".formatted(n, key, day);
  }
}
