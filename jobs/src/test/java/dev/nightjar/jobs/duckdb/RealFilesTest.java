package dev.nightjar.jobs.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Expression;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Public files as they were published. */
class RealFilesTest {

  private final Path dir;

  RealFilesTest(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void flights() throws IOException {
    try (ForeignRows rows =
        open("hflights/hflights.csv.gz", "make_date(Year, Month, DayofMonth)")) {
      assertThat(rows.days()).hasSize(365);
      assertThat(rows.days().stream().mapToLong(ForeignRows.Day::rows).sum()).isEqualTo(227_496);
      assertThat(rows.days().get(364).date()).isEqualTo(LocalDate.of(2011, 12, 31));
      Set<String> texts =
          rows.schema().columns().stream()
              .filter(c -> c.type() != ColumnType.INTEGER)
              .map(Column::name)
              .collect(Collectors.toSet());
      assertThat(texts)
          .containsExactlyInAnyOrder(
              "UniqueCarrier", "TailNum", "Origin", "Dest", "CancellationCode");
      int code = rows.schema().names().indexOf("CancellationCode");
      long[] given = new long[1];
      rows.read(null, row -> given[0] += row.missing(code) ? 0 : 1);
      assertThat(given[0]).isEqualTo(227_496 - 224_523);
    }
  }

  @Test
  void hotels() throws IOException {
    String time =
        "strptime(arrival_date_year || '-' || arrival_date_month || '-' ||"
            + " arrival_date_day_of_month, '%Y-%B-%-d')";
    try (ForeignRows rows = open("hotel_bookings/hotel_bookings.parquet", time)) {
      assertThat(rows.days()).hasSize(793);
      assertThat(rows.days().stream().mapToLong(ForeignRows.Day::rows).sum()).isEqualTo(119_390);
      assertThat(rows.days().get(0).date()).isEqualTo(LocalDate.of(2015, 7, 1));
    }
  }

  private ForeignRows open(String file, String time) throws IOException {
    return ForeignRows.open(
        new ForeignSource(
            List.of(SharedData.file(file)), new Expression(time), ZoneOffset.UTC, null, false),
        new DuckDbLimits(2, 1L << 30, dir));
  }
}
