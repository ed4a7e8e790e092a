package dev.nightjar.jobs.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.dataset.Recipe;
import dev.nightjar.dataset.RowCounts;
import dev.nightjar.dataset.RowSelection;
import dev.nightjar.dataset.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbEngineTest {

  private Path folder;
  private SourceFixture source;

  @BeforeEach
  void prepare(@TempDir Path folder) {
    this.folder = folder;
    this.source = new SourceFixture(folder);
  }

  @Test
  void rowsComeBySegmentAndThenByPlaceInTheFile() throws Exception {
    source.schema("n", ColumnType.INTEGER, "d", ColumnType.DATE);
    int[] sizes = {3, 200_000, 1, 5_000, 130_000, 7};
    int from = 0;
    for (int i = 0; i < sizes.length; i++) {
      source.file(
          (9 - i) + "",
          "SELECT " + from + " + range AS n, DATE '2011-01-01' AS d FROM range(" + sizes[i] + ")");
      from += sizes[i];
    }
    try (Rows rows = source.open()) {
      double[] n = rows.read(source.all(), List.of("n"), List.of()).numbers("n");
      assertThat(n).hasSize(from);
      assertThat(IntStream.range(0, n.length).allMatch(i -> n[i] == i)).isTrue();
    }
  }

  @Test
  void valuesBecomeNumbersAndCodes() throws Exception {
    source
        .schema(
            "d",
            ColumnType.DATE,
            "s",
            ColumnType.TIMESTAMP,
            "t",
            ColumnType.TEXT,
            "x",
            ColumnType.DOUBLE,
            "b",
            ColumnType.BOOLEAN)
        .file(
            "a",
            "SELECT * FROM (VALUES"
                + " (DATE '1970-01-11', TIMESTAMP '1970-01-02 12:00:00', 'zoë', 0.1::DOUBLE, true),"
                + " (DATE '1969-12-31', NULL, '', 'nan'::DOUBLE, false),"
                + " (DATE '1970-01-01', NULL, NULL, NULL, NULL),"
                + " (DATE '2011-06-15', NULL, 'a', -3.0, true)) v(d, s, t, x, b)");
    try (Rows rows = source.open()) {
      Frame frame =
          rows.read(
              source.all(), List.of("d", "s", "t", "x", "b"), List.of(new Expression("x < 0")));
      double nan = Double.NaN;
      assertThat(frame.numbers("d")).containsExactly(10, -1, 0, 15140);
      assertThat(frame.numbers("s")).containsExactly(1.5, nan, nan, nan);
      assertThat(frame.numbers("x")).containsExactly(0.1, nan, nan, -3);
      assertThat(frame.numbers("b")).containsExactly(1, 0, nan, 1);
      assertThat(frame.numbers(Rows.TIME)).containsExactly(10, -1, 0, 15140);
      assertThat(frame.numbers(Rows.LABEL)).containsExactly(nan, nan, nan, nan);
      assertThat(frame.numbers("x < 0")[3]).isEqualTo(1);
      assertThat(frame.numbers("x < 0")[2]).isNaN();
      FrameColumn.Texts texts = (FrameColumn.Texts) frame.column("t");
      assertThat(texts.dictionary()).containsExactly("", "a", "zoë");
      assertThat(texts.codes()).containsExactly(2, 0, -1, 1);
      assertThat(frame.columns().stream().map(FrameColumn::name))
          .containsExactly(
              "d",
              "s",
              "t",
              "x",
              "b",
              "x < 0",
              Rows.KEY,
              Rows.CONTENT,
              Rows.LABEL,
              Rows.TIME,
              Rows.KNOWN);
    }
  }

  @Test
  void eachRowLeftOutIsCountedOnceUnderItsFirstReason() throws Exception {
    source
        .schema("d", ColumnType.DATE, "n", ColumnType.INTEGER, "known", ColumnType.TEXT)
        .label("n > 1", "known", "1d")
        .cutoff(LocalDateTime.of(2011, 6, 15, 2, 30));
    source.where = new Expression("n IS NULL OR n < 100");
    source.dedupe = Recipe.Dedupe.ROWS;
    source.file(
        "a",
        "SELECT * FROM (VALUES"
            + " (DATE '2011-06-20', 500, '2011-06-20')," // filtered, though late as well
            + " (DATE '2011-06-20', NULL, '2011-06-01')," // unlabelled, though late as well
            + " (DATE '2011-06-15', 1, '2011-06-01')," // not complete
            + " (DATE '2011-06-14', 1, '2011-06-16')," // not known
            + " (DATE '2011-06-14', 1, NULL)," // not known
            + " (NULL, 1, '2011-06-01')," // no time
            + " (DATE '2011-06-14', 1, '2011-06-15'),"
            + " (DATE '2011-06-14', 1, '2011-06-15')," // duplicate
            + " (DATE '2011-06-14', 2, '2011-06-01')) v(d, n, known)");
    try (Rows rows = source.open()) {
      assertThat(rows.counts()).isEqualTo(new RowCounts(9, 1, 1, 4, 1, 2));
      Frame frame = rows.read(source.all(), List.of("n"), List.of());
      assertThat(frame.numbers("n")).containsExactly(1, 2);
      assertThat(frame.numbers(Rows.LABEL)).containsExactly(0, 1);
      assertThat(rows.count(source.all())).isEqualTo(2);
    }
  }

  @Test
  void ofRepeatedRowsTheFirstStays() throws Exception {
    source.schema("d", ColumnType.DATE, "id", ColumnType.TEXT, "x", ColumnType.DOUBLE);
    source.file(
        "a",
        "SELECT * FROM (VALUES (DATE '2011-01-01', 'p', 1.0), (DATE '2011-01-01', 'q', 2.0),"
            + " (DATE '2011-01-01', 'p', 3.0), (DATE '2011-01-01', NULL, 4.0),"
            + " (DATE '2011-01-01', NULL, 5.0)) v(d, id, x)");
    source.file("b", "SELECT DATE '2011-01-01' AS d, 'q' AS id, x FROM (VALUES (2.0), (7.0)) v(x)");
    assertThat(source.numbers("x")).containsExactly(1, 2, 3, 4, 5, 2, 7);
    source.dedupe = Recipe.Dedupe.ROWS;
    assertThat(source.numbers("x")).containsExactly(1, 2, 3, 4, 5, 7);
    source.dedupe = Recipe.Dedupe.ID;
    source.id = List.of("id");
    assertThat(source.numbers("x")).containsExactly(1, 2, 4, 5);
  }

  @Test
  void aRowWithoutLabelNeedsNone() throws Exception {
    source.schema("d", ColumnType.DATE).cutoff(LocalDateTime.of(2011, 1, 2, 0, 0));
    source.file("a", "SELECT DATE '2011-01-01' + range::INT AS d FROM range(5)");
    assertThat(source.numbers("d")).containsExactly(14975, 14976);
  }

  @Test
  void selectionsCutByTimeConditionAndSample() throws Exception {
    source.schema("d", ColumnType.DATE, "n", ColumnType.INTEGER);
    source.derived("half", "n // 2").derived("even", "half * 2 = n");
    source.file("a", "SELECT DATE '2011-01-01' + range::INT AS d, range AS n FROM range(100)");
    try (Rows rows = source.open()) {
      RowSelection some =
          new RowSelection(
              SourceFixture.days("2011-01-11", "2011-01-20"),
              List.of(SourceFixture.days("2011-01-13", "2011-01-14")),
              null,
              new Expression("even"),
              0);
      assertThat(rows.read(some, List.of("n"), List.of()).numbers("n"))
          .containsExactly(10, 14, 16, 18);
      assertThat(rows.count(some)).isEqualTo(4);
      RowSelection ten = source.sample(10);
      double[] drawn = rows.read(ten, List.of("n"), List.of()).numbers("n");
      assertThat(drawn).hasSize(10).isSorted().doesNotHaveDuplicates();
      assertThat(rows.count(ten)).isEqualTo(10);
      assertThat(rows.read(source.sample(20), List.of("n"), List.of()).numbers("n"))
          .contains(drawn);
      assertThat(rows.count(source.sample(1000))).isEqualTo(100);
    }
  }

  @Test
  void aRowIsKnownWhenItIsCompleteAndItsLabelIsKnown() throws Exception {
    source.schema("d", ColumnType.DATE, "k", ColumnType.DATE, "n", ColumnType.INTEGER);
    source.label("n > 0", "k", "2d");
    source.file(
        "a",
        "SELECT DATE '2011-01-01' AS d, DATE '2011-01-01' + (range * 2)::INT AS k, range AS n"
            + " FROM range(3)");
    double day = java.time.LocalDate.of(2011, 1, 1).toEpochDay();
    try (Rows rows = source.open()) {
      assertThat(rows.read(source.all(), List.of(), List.of()).numbers(Rows.KNOWN))
          .containsExactly(day + 2, day + 2, day + 4);
    }
  }

  @Test
  void noRowStandsWithinTheEmbargoWhateverTheShareAndTheGaps() throws Exception {
    source.schema("d", ColumnType.TIMESTAMP, "n", ColumnType.INTEGER);
    source.file(
        "a",
        "SELECT TIMESTAMP '2011-01-01 00:00:00' + to_hours(range::INT) AS d, range AS n"
            + " FROM range(720) WHERE hash(range) % 3 > 0");
    Random random = new Random(3);
    for (int round = 0; round < 12; round++) {
      int embargo = random.nextInt(6);
      double share = (1 + random.nextInt(50)) / 100.0;
      source.split =
          new Split(share, Split.By.TIME, null, dev.nightjar.dataset.Span.ofDays(embargo), "");
      double[] train;
      double[] dev;
      try (Rows rows = source.open()) {
        train = hours(rows, RowSelection.Side.TRAIN);
        dev = hours(rows, RowSelection.Side.DEV);
      }
      long boundary = Math.round(720 * 3600 * (1 - share));
      String as = "share %s, embargo %dd".formatted(share, embargo);
      assertThat(Arrays.stream(dev).boxed())
          .as(as)
          .isNotEmpty()
          .allMatch(h -> h * 3600 >= boundary);
      assertThat(Arrays.stream(train).boxed())
          .as(as)
          .allMatch(h -> h * 3600 < boundary - embargo * 86_400L);
      double last = Arrays.stream(train).max().orElse(-1);
      double first = Arrays.stream(dev).min().orElseThrow();
      assertThat(first - last).as(as).isGreaterThan(24 * embargo);
      assertThat(train.length + dev.length).as(as).isLessThanOrEqualTo(720);
    }
  }

  private static double[] hours(Rows rows, RowSelection.Side side) {
    RowSelection selection =
        new RowSelection(SourceFixture.days("2011-01-01", "2011-01-30"), List.of(), side, null, 0);
    return rows.read(selection, List.of("n"), List.of()).numbers("n");
  }

  @Test
  void aSplitByTimeTakesTheLastShareAndLeavesOutTheEmbargo() throws Exception {
    source.schema("d", ColumnType.DATE, "n", ColumnType.INTEGER);
    source.split = new Split(0.2, Split.By.TIME, null, dev.nightjar.dataset.Span.ofDays(2), "");
    source.file("a", "SELECT DATE '2011-01-01' + range::INT AS d, range AS n FROM range(30)");
    try (Rows rows = source.open()) {
      var window = SourceFixture.days("2011-01-11", "2011-01-20");
      RowSelection train = new RowSelection(window, List.of(), RowSelection.Side.TRAIN, null, 0);
      RowSelection dev = new RowSelection(window, List.of(), RowSelection.Side.DEV, null, 0);
      assertThat(rows.read(train, List.of("n"), List.of()).numbers("n"))
          .containsExactly(10, 11, 12, 13, 14, 15);
      assertThat(rows.read(dev, List.of("n"), List.of()).numbers("n")).containsExactly(18, 19);
    }
  }

  @Test
  void noFilesAreNoRows() throws Exception {
    source.schema("d", ColumnType.DATE, "t", ColumnType.TEXT);
    try (Rows rows = source.open()) {
      assertThat(rows.counts()).isEqualTo(new RowCounts(0, 0, 0, 0, 0, 0));
      assertThat(rows.read(source.all(), List.of("t"), List.of()).rows()).isZero();
    }
  }

  @Test
  void mistakesAreSaidInWords() throws Exception {
    source.schema("d", ColumnType.DATE, "n", ColumnType.INTEGER, "t", ColumnType.TEXT);
    source.file("a", "SELECT DATE '2011-01-01' AS d, 1::BIGINT AS n, 'NA' AS t");
    source.id = List.of("nn");
    assertThatThrownBy(source::open).hasMessage("id: there is no column nn; did you mean n?");
    source.id = List.of();
    source.label("n", null, "0d");
    assertThatThrownBy(source::open)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("label.when: \"n\": expected a condition");
    source.label("CAST(t AS double) > 1", null, "0d");
    assertThatThrownBy(source::open)
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("label.when: \"CAST(t AS double) > 1\": Could not convert")
        .hasMessageContaining("'NA'");
    source.label("n > 0", "t", "0d");
    assertThatThrownBy(source::open)
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("label.known_at: \"t\": ");
    source.label("n > 0", null, "0d").derived("m", "Nn + 1");
    assertThatThrownBy(source::open)
        .hasMessage("derived column m: \"Nn + 1\": there is no column Nn; did you mean n?");
    source.derived("m", "n + 1");
    source.time = new Expression("m");
    assertThatThrownBy(source::open).hasMessageContaining("expected a date or a timestamp");
    source.time = new Expression("d");
    try (Rows rows = source.open()) {
      assertThatThrownBy(() -> rows.read(source.all(), List.of("nx"), List.of()))
          .hasMessage("there is no column nx; did you mean n?");
      assertThatThrownBy(
              () -> rows.read(source.all(), List.of(), List.of(new Expression("tt = 'a'"))))
          .hasMessageContaining("there is no column tt; did you mean t?");
      Expression text = new Expression("t || 'a'");
      assertThatThrownBy(() -> rows.read(source.all(), List.of(), List.of(), List.of(text)))
          .hasMessage("metric: \"t || 'a'\": expected a number, but it is text");
    }
  }

  @Test
  void amountsAreNumbersAndNoneWhereTheyAreNull() throws Exception {
    source.schema("d", ColumnType.DATE, "n", ColumnType.INTEGER);
    source.file("a", "SELECT DATE '2011-01-01' AS d, range AS n FROM range(4)");
    source.label("n > 0", null, "0d");
    source.time = new Expression("d");
    List<Expression> amounts = List.of(new Expression("6 / n"), new Expression("5"));
    try (Rows rows = source.open()) {
      Frame frame = rows.read(source.all(), List.of("n"), List.of(), amounts);
      assertThat(frame.numbers(Rows.AMOUNT + "6 / n")).containsExactly(Double.NaN, 6, 3, 2);
      assertThat(frame.numbers(Rows.AMOUNT + "5")).containsExactly(5, 5, 5, 5);
    }
  }

  @Test
  void brokenFilesAreNamed() throws Exception {
    source.schema("d", ColumnType.DATE, "t", ColumnType.TEXT);
    source.file("a", "SELECT DATE '2011-01-01' AS d, md5(range::VARCHAR) AS t FROM range(5000)");
    Path b =
        source.file(
            "b", "SELECT DATE '2011-01-01' AS d, md5(range::VARCHAR) AS t FROM range(5000)");
    byte[] whole = Files.readAllBytes(b);
    Files.write(b, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(source::open)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("b.parquet: expected a whole Parquet file");
    for (int i = 1_000; i < whole.length - 2_000; i += 100) {
      whole[i] ^= 0x55;
    }
    Files.write(b, whole);
    assertThatThrownBy(() -> source.numbers("d"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("b.parquet: ");
    Files.writeString(b, "a,b\n1,2\n");
    assertThatThrownBy(source::open).hasMessageContaining("b.parquet: ");
    Files.write(b, new byte[0]);
    assertThatThrownBy(source::open).hasMessageContaining("b.parquet: ");
    Files.delete(b);
    assertThatThrownBy(source::open).hasMessageContaining("b.parquet");
  }

  @Test
  void scratchStaysInItsFolder() throws Exception {
    source.schema("d", ColumnType.DATE);
    source.file("a", "SELECT DATE '2011-01-01' AS d");
    source.numbers("d");
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("a.parquet", "scratch");
    }
  }
}
