package dev.nightjar.jobs.duckdb;

import static dev.nightjar.jobs.duckdb.LabelReports.CUTOFF;
import static dev.nightjar.jobs.duckdb.LabelReports.CUTOFF_DAY;
import static dev.nightjar.jobs.duckdb.LabelReports.LABELS;
import static dev.nightjar.jobs.duckdb.LabelReports.label;
import static dev.nightjar.jobs.duckdb.LabelReports.report;
import static dev.nightjar.jobs.duckdb.LabelReports.reports;
import static dev.nightjar.jobs.duckdb.LabelReports.row;
import static dev.nightjar.jobs.duckdb.LabelReports.rows;
import static dev.nightjar.jobs.duckdb.LabelReports.source;
import static dev.nightjar.jobs.duckdb.LabelReports.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.dataset.Label;
import dev.nightjar.dataset.Label.Absent;
import dev.nightjar.dataset.Recipe;
import dev.nightjar.dataset.RowCounts;
import dev.nightjar.dataset.Schema;
import dev.nightjar.dataset.Span;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels that are rows of another dataset. */
class JoinedLabelsTest {

  private SourceFixture source;

  @BeforeEach
  void prepare(@TempDir Path folder) {
    this.source = rows(folder);
  }

  /** The label that became known last before the cutoff counts, whichever file it is in. */
  @Test
  void aRowHasTheLabelThatWasKnownByThen() throws Exception {
    LocalDate day = LocalDate.of(2011, 6, 1);
    source.file(
        "a",
        values(
            "n, k, d",
            List.of(
                row(0, 10L, day), // reported once
                row(1, 11L, day), // corrected in time
                row(2, 12L, day), // corrected too late
                row(3, 13L, day), // reported too late
                row(4, 14L, day), // never reported
                row(5, null, day), // nothing to report on
                row(6, 15L, day), // withdrawn
                row(7, 10L, CUTOFF_DAY), // reported, and not complete
                row(8, 10L, day)))); // the key again
    source.labels(
        label(null, "1d", Absent.UNLABELLED),
        LABELS,
        reports(
            report(10, 1, "2011-06-02 00:00:00"),
            report(11, 0, "2011-06-10 00:00:00"),
            report(12, 0, "2011-06-15 02:31:00"),
            report(15, 1, "2011-06-03 00:00:00")),
        reports(
            report(11, 1, "2011-06-09 00:00:00"),
            report(12, 1, "2011-06-09 00:00:00"),
            report(13, 1, "2011-06-16 00:00:00"),
            report(15, null, "2011-06-04 00:00:00")));
    try (Rows rows = source.open()) {
      assertThat(rows.counts()).isEqualTo(new RowCounts(9, 0, 2, 1, 0, 4, 2L));
      Frame frame = rows.read(source.all(), List.of("n"), List.of());
      assertThat(frame.numbers("n")).containsExactly(0, 1, 2, 8);
      assertThat(frame.numbers(Rows.LABEL)).containsExactly(1, 0, 1, 1);
      assertThat(frame.numbers(Rows.KNOWN)).containsExactly(day(2), day(10), day(9), day(2));
    }
    source.labels(
        label("reported", "1d", Absent.NEGATIVE),
        LABELS,
        reports("(10::BIGINT, 1::BIGINT, TIMESTAMP '2011-06-02', 'soon')"));
    assertThatThrownBy(source::open)
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("label.known_at: \"reported\": ");
  }

  private static double day(int ofJune) {
    return LocalDate.of(2011, 6, ofJune).toEpochDay();
  }

  /** Where only the positive class is reported, silence means the other one. */
  @Test
  void aCompleteRowWithoutReportMayBeNegative() throws Exception {
    LocalDate day = LocalDate.of(2011, 6, 1);
    source.file(
        "a",
        values(
            "n, k, d",
            List.of(row(0, 10L, day), row(1, 11L, day), row(2, null, day), row(3, 12L, day))));
    source.labels(
        label("reported", "5d", Absent.NEGATIVE),
        LABELS,
        reports(
            report(10, 1, "2011-06-08 12:00:00"),
            report(12, null, "2011-06-08 12:00:00"),
            // Known too late, so that tonight it is as if it were not there.
            report(11, 1, "2011-06-16 00:00:00")));
    try (Rows rows = source.open()) {
      assertThat(rows.counts()).isEqualTo(new RowCounts(4, 0, 2, 0, 0, 2, 0L));
      Frame frame = rows.read(source.all(), List.of("n"), List.of());
      assertThat(frame.numbers(Rows.LABEL)).containsExactly(1, 0);
      assertThat(frame.numbers(Rows.KNOWN)).containsExactly(day(8) + 0.5, day(6));
    }
  }

  /** Against a search through all reports for each row, in plain Java. */
  @Test
  void anyReportsComeToWhatASearchFinds(@TempDir Path elsewhere) throws Exception {
    for (int seed = 0; seed < 6; seed++) {
      Random random = new Random(seed);
      Path own = elsewhere.resolve("seed-" + seed);
      java.nio.file.Files.createDirectories(own);
      SourceFixture generated = rows(own);
      List<String> reports = new ArrayList<>();
      List<long[]> known = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        long key = random.nextInt(120);
        int value = random.nextInt(3);
        LocalDateTime at = CUTOFF.plusMinutes(random.nextInt(40_000) - 30_000).plusSeconds(i % 60);
        if (known.stream().noneMatch(k -> k[0] == key && k[2] == seconds(at))) {
          known.add(new long[] {key, value, seconds(at)});
          reports.add(report(key, value == 2 ? null : value, at.toString()));
        }
      }
      List<String> expected = new ArrayList<>();
      for (int file = 0; file < 3; file++) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
          long n = file * 100L + i;
          Long key = random.nextInt(10) == 0 ? null : (long) random.nextInt(130);
          LocalDate day = CUTOFF_DAY.minusDays(random.nextInt(40));
          rows.add(row(n, key, day));
          String label = search(known, key, day);
          if (!label.isEmpty()) {
            expected.add(n + " " + label);
          }
        }
        generated.file("f" + file, values("n, k, d", rows));
      }
      Collections.shuffle(reports, random);
      int half = reports.size() / 2;
      generated.labels(
          label("reported", "3d", Absent.UNLABELLED),
          LABELS,
          values("k, v, t, reported", reports.subList(0, half)),
          values("k, v, t, reported", reports.subList(half, reports.size())));
      try (Rows rows = generated.open()) {
        Frame frame = rows.read(generated.all(), List.of("n"), List.of());
        List<String> found = new ArrayList<>();
        for (int i = 0; i < frame.rows(); i++) {
          found.add((long) frame.numbers("n")[i] + " " + frame.numbers(Rows.LABEL)[i]);
        }
        assertThat(found).as("seed %d", seed).isNotEmpty().isEqualTo(expected);
      }
    }
  }

  private static long seconds(LocalDateTime at) {
    return at.toEpochSecond(java.time.ZoneOffset.UTC);
  }

  private static String search(List<long[]> known, @Nullable Long key, LocalDate day) {
    if (key == null || day.plusDays(3).atStartOfDay().isAfter(CUTOFF)) {
      return "";
    }
    long[] last = null;
    for (long[] one : known) {
      boolean mine = one[0] == key && one[2] <= seconds(CUTOFF);
      last = mine && (last == null || one[2] > last[2]) ? one : last;
    }
    return last == null || last[1] == 2 ? "" : String.valueOf((double) last[1]);
  }

  /** A join has no order of its own; rows have. */
  @Test
  void orderAndKeysAreAsWithoutTheJoin() throws Exception {
    String many =
        "SELECT range + %d AS n, (range * 7919) %% 50021 AS k, DATE '2011-06-01' AS d FROM range(%d)";
    source.file("b", many.formatted(0, 20_000));
    source.file("a", many.formatted(20_000, 9));
    source.file("c", many.formatted(20_009, 50_000));
    source.id = List.of("n");
    Frame plain;
    try (Rows rows = source.open()) {
      plain = rows.read(source.all(), List.of("n"), List.of());
    }
    String all =
        "SELECT k, k % 2 AS v, TIMESTAMP '2011-06-02' AS t, NULL::VARCHAR AS reported"
            + " FROM (SELECT range AS k FROM range(60000)) ORDER BY hash(k)";
    source.labels(label(null, "1d", Absent.UNLABELLED), LABELS, all);
    Frame joined;
    try (Rows rows = source.open()) {
      joined = rows.read(source.all(), List.of("n", "k"), List.of());
      assertThat(rows.counts().unreported()).isZero();
    }
    assertThat(joined.numbers("n")).isEqualTo(plain.numbers("n")).isSorted();
    assertThat(longs(joined, Rows.KEY)).isEqualTo(longs(plain, Rows.KEY));
    assertThat(longs(joined, Rows.CONTENT)).doesNotContain(longs(plain, Rows.CONTENT)[0]);
    for (int i = 0; i < joined.rows(); i++) {
      assertThat(joined.numbers(Rows.LABEL)[i]).isEqualTo(joined.numbers("k")[i] % 2);
    }
    long[] before = longs(joined, Rows.CONTENT);
    source.labels(label("v = 0", null, "1d", Absent.UNLABELLED), LABELS, all);
    try (Rows rows = source.open()) {
      Frame other = rows.read(source.all(), List.of("n"), List.of());
      assertThat(longs(other, Rows.KEY)).isEqualTo(longs(plain, Rows.KEY));
      assertThat(longs(other, Rows.CONTENT)).as("the label is content").doesNotContain(before[0]);
    }
  }

  private static long[] longs(Frame frame, String column) {
    return ((FrameColumn.Longs) frame.column(column)).values();
  }

  /** A key may have several columns, and labels may be too old to be looked at. */
  @Test
  void aKeyMayHaveSeveralColumns() throws Exception {
    LocalDate day = LocalDate.of(2011, 6, 1);
    source.file(
        "a",
        values(
            "n, k, d",
            List.of(row(1, 5L, day), row(2, 5L, day), row(1, 6L, day), row(2, null, day))));
    Schema schema =
        new Schema(
            List.of(
                new Column("n", ColumnType.INTEGER),
                new Column("key", ColumnType.INTEGER),
                new Column("v", ColumnType.INTEGER),
                new Column("t", ColumnType.DATE)));
    List<Label.Key> key = List.of(new Label.Key("n", "n"), new Label.Key("k", "key"));
    String reports =
        "SELECT * FROM (VALUES (1::BIGINT, 5::BIGINT, 1::BIGINT, DATE '2011-06-10'),"
            + " (2, 5, 0, DATE '2011-06-10'), (1, 6, 1, DATE '2011-06-02'),"
            + " (2, NULL, 1, DATE '2011-06-10')) v(n, key, v, t)";
    source.labels(over(key, null), schema, reports);
    try (Rows rows = source.open()) {
      assertThat(rows.counts()).isEqualTo(new RowCounts(4, 0, 1, 0, 0, 3, 0L));
      assertThat(rows.read(source.all(), List.of(), List.of()).numbers(Rows.LABEL))
          .containsExactly(1, 0, 1);
    }
    source.labels(over(key, Span.ofDays(7)), schema, reports);
    try (Rows rows = source.open()) {
      assertThat(rows.counts()).isEqualTo(new RowCounts(4, 0, 1, 0, 0, 2, 1L));
    }
    source.labels(over(key, null), schema, reports, reports.replace("5, 0,", "5, 1,"));
    assertThatThrownBy(source::open)
        .hasMessageContaining(": n 2, key 5 at 2011-06-10 00:00:00 (labels-0, labels-1). Retract");
  }

  private static Label over(List<Label.Key> key, @Nullable Span window) {
    return new Label(
        "label",
        new Expression("v = 1"),
        null,
        Span.ofDays(1),
        new Label.Source("labels", key, window, null, Absent.UNLABELLED));
  }

  /** A key may be derived, rows may be repeated, and no label may have arrived yet. */
  @Test
  void theRestOfTheRecipeGoesOnAsBefore() throws Exception {
    LocalDate day = LocalDate.of(2011, 6, 1);
    source.file(
        "a",
        values(
            "n, k, d",
            List.of(row(0, 5L, day), row(0, 6L, day), row(1, 6L, day), row(2, 7L, day))));
    source.derived("half", "k // 2");
    source.id = List.of("n");
    source.dedupe = Recipe.Dedupe.ID;
    Label half =
        new Label(
            "label",
            new Expression("v = 1"),
            null,
            Span.ofDays(1),
            source(new Label.Key("half", "k"), Absent.UNLABELLED));
    source.labels(
        half,
        LABELS,
        reports(report(2, 1, "2011-06-05 00:00:00"), report(3, 0, "2011-06-05 00:00:00")));
    try (Rows rows = source.open()) {
      Frame frame = rows.read(source.all(), List.of("k"), List.of(new Expression("k > 5")));
      assertThat(frame.numbers("k")).containsExactly(5, 6, 7);
      assertThat(frame.numbers(Rows.LABEL)).containsExactly(1, 0, 0);
      assertThat(rows.counts()).isEqualTo(new RowCounts(4, 0, 0, 0, 1, 3, 0L));
      assertThat(rows.schema().names()).containsExactly("n", "k", "d", "half");
    }
    source.labels(half, LABELS);
    try (Rows rows = source.open()) {
      assertThat(rows.counts()).isEqualTo(new RowCounts(4, 0, 0, 0, 0, 0, 4L));
    }
  }
}
