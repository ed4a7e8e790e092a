package dev.nightjar.jobs.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.dataset.Label;
import dev.nightjar.dataset.Recipe;
import dev.nightjar.dataset.RowCounts;
import dev.nightjar.dataset.RowSelection;
import dev.nightjar.dataset.RowSource;
import dev.nightjar.dataset.Schema;
import dev.nightjar.dataset.Span;
import dev.nightjar.dataset.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real data sets, against counts asked of the untouched files. */
class RealDataTest {

  private static final String FLIGHT_DAY = "make_date(Year, Month, DayofMonth)";
  private static final String ARRIVAL =
      "CAST(strptime(concat(arrival_date_year, '-', arrival_date_month, '-',"
          + " arrival_date_day_of_month), '%Y-%B-%d') AS date)";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  private static long ask(String query) throws Exception {
    try (Connection c = DriverManager.getConnection("jdbc:duckdb:");
        Statement s = c.createStatement();
        ResultSet rows = s.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static Schema schema(List<Path> files) throws Exception {
    try (Connection c = DriverManager.getConnection("jdbc:duckdb:");
        Statement s = c.createStatement();
        ResultSet rows = s.executeQuery("DESCRIBE FROM " + DuckDbSession.parquet(files))) {
      List<Column> columns = new ArrayList<>();
      while (rows.next()) {
        columns.add(
            new Column(rows.getString(1), SegmentView.type(rows.getString(2)).orElseThrow()));
      }
      return new Schema(columns);
    }
  }

  private Rows open(List<Path> files, String time, Recipe recipe, Label label, LocalDateTime at)
      throws Exception {
    List<RowSource.LocalFile> local = new ArrayList<>();
    for (Path file : files) {
      local.add(new RowSource.LocalFile(DatasetFixtures.segment(file), file));
    }
    Map<String, Expression> derived =
        time.equals(FLIGHT_DAY)
            ? Map.of(
                "scheduled_hour",
                new Expression(
                    "((DepTime // 100) * 60 + DepTime % 100 - DepDelay + 2880) % 1440 // 60"))
            : Map.of();
    return new DuckDbEngine(new DuckDbLimits(2, 512L << 20, folder.resolve("scratch")))
        .open(
            new RowSource(local, schema(files), new Expression(time), derived, recipe, label, at));
  }

  private static Recipe recipe(Recipe.Dedupe dedupe) {
    return new Recipe("x", List.of(), List.of(), null, null, List.of(), dedupe, Split.standard());
  }

  @Test
  void flightsByDay() throws Exception {
    Path csv = SharedData.file("hflights/hflights.csv.gz");
    String from =
        " FROM read_csv(" + DuckDbSession.literal(csv.toString()) + ") WHERE Month IN (5, 6)";
    Path days = folder.resolve("days");
    try (Connection c = DriverManager.getConnection("jdbc:duckdb:");
        Statement s = c.createStatement()) {
      s.execute(
          "COPY (SELECT *, "
              + FLIGHT_DAY
              + " AS day"
              + from
              + " AND (Month = 5 OR DayofMonth <= 20)) TO "
              + DuckDbSession.literal(days.toString())
              + " (FORMAT parquet, PARTITION_BY (day))");
    }
    List<Path> files;
    try (Stream<Path> found = Files.walk(days)) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(51);
    Label late = new Label("late", new Expression("ArrDelay >= 15"), null, Span.ofDays(1));
    try (Rows rows =
        open(
            files,
            FLIGHT_DAY,
            recipe(Recipe.Dedupe.ROWS),
            late,
            LocalDateTime.of(2011, 6, 15, 2, 30))) {
      long all = ask("SELECT count(*)" + from + " AND (Month = 5 OR DayofMonth <= 20)");
      long none =
          ask(
              "SELECT count(*)"
                  + from
                  + " AND (Month = 5 OR DayofMonth <= 20) AND ArrDelay IS NULL");
      long usable =
          ask(
              "SELECT count(*)"
                  + from
                  + " AND (Month = 5 OR DayofMonth < 15) AND ArrDelay IS NOT NULL");
      assertThat(rows.counts())
          .isEqualTo(new RowCounts(all, 0, none, all - none - usable, 0, usable));
      RowSelection recent = RowSelection.of(SourceFixture.days("2011-06-01", "2011-06-14"));
      Frame frame =
          rows.read(
              recent,
              List.of("UniqueCarrier", "Distance", "scheduled_hour"),
              List.of(new Expression("scheduled_hour >= 18")));
      assertThat((long) frame.rows())
          .isEqualTo(
              ask(
                  "SELECT count(*)"
                      + from
                      + " AND Month = 6 AND DayofMonth < 15 AND ArrDelay IS NOT NULL"));
      assertThat((long) Arrays.stream(frame.numbers(Rows.LABEL)).sum())
          .isEqualTo(
              ask(
                  "SELECT count(*)"
                      + from
                      + " AND Month = 6 AND DayofMonth < 15 AND ArrDelay >= 15"));
      assertThat(frame.numbers(Rows.TIME)).isSorted();
      assertThat(Arrays.stream(frame.numbers("scheduled_hour"))).allMatch(h -> h >= 0 && h < 24);
      assertThat(((FrameColumn.Texts) frame.column("UniqueCarrier")).dictionary())
          .contains("CO", "XE", "WN")
          .isSorted();
    }
  }

  @Test
  void hotelBookings() throws Exception {
    Path file = SharedData.file("hotel_bookings/hotel_bookings.parquet");
    Label label =
        new Label(
            "canceled",
            new Expression("is_canceled = 1"),
            new Expression("reservation_status_date"),
            Span.ofDays(14));
    try (Rows rows =
        open(
            List.of(file),
            ARRIVAL,
            recipe(Recipe.Dedupe.ROWS),
            label,
            LocalDateTime.of(2020, 1, 1, 0, 0))) {
      assertThat(rows.counts()).isEqualTo(new RowCounts(119_390, 0, 0, 0, 31_994, 87_396));
    }
    String usable =
        " FROM "
            + DuckDbSession.parquet(List.of(file))
            + " WHERE "
            + ARRIVAL
            + " <= DATE '2016-06-01' AND reservation_status_date <= '2016-06-15'";
    try (Rows rows =
        open(
            List.of(file),
            ARRIVAL,
            recipe(Recipe.Dedupe.ROWS),
            label,
            LocalDateTime.of(2016, 6, 15, 2, 30))) {
      long kept = ask("SELECT count(*)" + usable);
      long distinct = ask("SELECT count(*) FROM (SELECT DISTINCT *" + usable + ")");
      assertThat(rows.counts())
          .isEqualTo(new RowCounts(119_390, 0, 0, 119_390 - kept, kept - distinct, distinct));
      Frame frame =
          rows.read(
              RowSelection.of(SourceFixture.days("2015-01-01", "2017-12-31")),
              List.of("adr", "country"),
              List.of());
      assertThat((long) frame.rows()).isEqualTo(distinct);
    }
  }
}
