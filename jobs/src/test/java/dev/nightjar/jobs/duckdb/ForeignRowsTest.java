package dev.nightjar.jobs.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.DatasetState;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Row;
import dev.nightjar.dataset.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignRowsTest {

  private static final ZoneId HOUSTON = ZoneId.of("America/Chicago");

  private final Path dir;

  ForeignRowsTest(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void findsTypesByLookingAtEveryValue() throws IOException {
    StringBuilder csv = new StringBuilder("d,flag,n,x,zip,name,at,tz,mixed,none,slashed\n");
    for (int i = 0; i < 3000; i++) {
      String mixed = i == 2990 ? "n/a" : "7";
      csv.append("2011-01-05,true,").append(i).append(",1.5,00712,Zoë,2011-01-05 06:07:08.5,");
      csv.append("2011-01-05T06:00:00+02:00,").append(mixed).append(",,01/02/2011\n");
    }
    csv.append("2011-01-05,,,,,,,,,,\n");
    try (ForeignRows rows = open(source("d", null, write("a.csv", csv.toString())))) {
      assertThat(rows.schema().columns())
          .extracting(Column::type)
          .containsExactly(
              ColumnType.DATE,
              ColumnType.BOOLEAN,
              ColumnType.INTEGER,
              ColumnType.DOUBLE,
              ColumnType.TEXT,
              ColumnType.TEXT,
              ColumnType.TIMESTAMP,
              ColumnType.TIMESTAMP,
              ColumnType.TEXT,
              ColumnType.TEXT,
              ColumnType.TEXT);
      List<String> all = all(rows);
      assertThat(all).hasSize(3001);
      assertThat(all.get(1))
          .isEqualTo(
              "2011-01-05|1|1|1.5|00712|Zoë|2011-01-05T06:07:08.500|2011-01-04T22:00|7|-|01/02/2011");
      assertThat(all.get(3000)).isEqualTo("2011-01-05|-|-|-|-|-|-|-|-|-|-");
    }
  }

  @Test
  void sortsByDayAndKeepsTheOrderOfTheFiles() throws IOException {
    Path a = write("a.csv", "d,n\n2011-01-02,1\n2011-01-01,2\n2011-01-02,3\n");
    Path b = write("b.csv", "n,d\n4,2011-01-01\n5,2011-01-02\n");
    try (ForeignRows rows = open(source("d", null, a, b))) {
      assertThat(rows.days())
          .containsExactly(
              new ForeignRows.Day(
                  LocalDate.of(2011, 1, 1),
                  2,
                  LocalDateTime.of(2011, 1, 1, 0, 0),
                  LocalDateTime.of(2011, 1, 1, 0, 0)),
              new ForeignRows.Day(
                  LocalDate.of(2011, 1, 2),
                  3,
                  LocalDateTime.of(2011, 1, 2, 0, 0),
                  LocalDateTime.of(2011, 1, 2, 0, 0)));
      assertThat(all(rows))
          .extracting(r -> r.substring(11))
          .containsExactly("2", "4", "1", "3", "5");
    }
  }

  @Test
  void readsGzipSemicolonsQuotesAndByteOrderMarks() throws IOException {
    Path gz = dir.resolve("a.csv.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(gz))) {
      out.write(
          "\uFEFFd;\"a \"\"b\"\"\"\r\n2011-01-01;\"x;\r\ny\"\r\n".getBytes(StandardCharsets.UTF_8));
    }
    try (ForeignRows rows = open(source("d", null, gz))) {
      assertThat(rows.schema().names()).containsExactly("d", "a \"b\"");
      assertThat(all(rows)).containsExactly("2011-01-01|x;\r\ny");
    }
  }

  @Test
  void readsJsonLinesAndParquet() throws Exception {
    Path json =
        write("a.jsonl", "{\"d\":\"2011-01-01\",\"n\":1}\n{\"d\":\"2011-01-02\",\"n\":2.5}\n");
    try (ForeignRows rows = open(source("d", null, json))) {
      assertThat(all(rows)).containsExactly("2011-01-01|1.0", "2011-01-02|2.5");
    }
    Path parquet = parquet("SELECT DATE '2011-01-01' AS d, 1::UTINYINT AS n");
    try (ForeignRows rows = open(source("d", null, parquet))) {
      assertThat(all(rows)).containsExactly("2011-01-01|1");
    }
  }

  @Test
  void theDatasetsTypesWin() throws IOException {
    DatasetState.Definition known = known();
    Path good = write("good.csv", "d,n,zip\n2011-01-01,1.0,712\n");
    try (ForeignRows rows = open(source("d", known, good))) {
      assertThat(rows.schema()).isEqualTo(known.schema());
      assertThat(all(rows)).containsExactly("2011-01-01|1|712");
    }
    Path wider = write("wider.csv", "d,n,zip\n2011-01-01,1.5,712\n");
    try (ForeignRows rows = open(source("d", known, wider))) {
      assertThat(all(rows)).containsExactly("2011-01-01|1.5|712");
    }
    Path bad = write("bad.csv", "d,n,zip\n2011-01-01,1,\"a\nb\"\n\n2011-01-01,1o,x\n");
    fails(source("d", known, bad), bad + ":5: column n: expected a number", "found “1o”");
    Path json = write("bad.jsonl", "{\"d\":\"2011-01-01\",\"n\":\"x\",\"zip\":\"1\"}\n");
    fails(source("d", known, json), json + ":1: column n: expected a number", "found “x”");
    Path lacks = write("lacks.csv", "d,nn,zip\n2011-01-01,1,x\n");
    fails(source("d", known, lacks), "the dataset has a column n", "did you mean nn?");
  }

  @Test
  void brokenFilesAreNamed() throws Exception {
    fails(source("d", null, dir.resolve("none.csv")), "none.csv: there is no such file");
    fails(source("d", null, dir), dir + ": expected a file, found a folder");
    fails(source("d", null, write("e.csv", "")), "e.csv: the file is empty");
    fails(source("d", null, write("h.csv", "d,n\n")), "h.csv: has columns and no rows");
    fails(
        source("d", null, write("w.csv", "d,n\n2011-01-01,1\n2011-01-01,1,2\n")),
        "w.csv:3: expected 2 fields, found 3");
    fails(source("d", null, write("q.csv", "d,n\n2011-01-01,\"1\n")), "q.csv:2: a quoted field");
    fails(source("d", null, write("u.csv", "d,d\n1,2\n")), "u.csv:1: two columns are called d");
    fails(source("d", null, write("j.json", "{\"d\": 1\n{")), "j.json:");
    Path latin = dir.resolve("latin.csv");
    Files.write(latin, "d,n\n2011-01-01,Zo\u00eb\n".getBytes(StandardCharsets.ISO_8859_1));
    fails(source("d", null, latin), "latin.csv:2: expected text in UTF-8");
    Path wide = dir.resolve("wide.csv");
    Files.write(wide, "d,n\n2011-01-01,1\n".getBytes(Charset.forName("UTF-16")));
    fails(source("d", null, wide), "wide.csv: expected text in UTF-8, found UTF-16");
    Path whole = parquet("SELECT DATE '2011-01-01' AS d, range AS n FROM range(1000)");
    byte[] bytes = Files.readAllBytes(whole);
    Path half = Files.write(dir.resolve("half.parquet"), Arrays.copyOf(bytes, bytes.length / 2));
    fails(source("d", null, half), "half.parquet: expected a whole Parquet file (cut short?)");
    Path cut = dir.resolve("cut.csv.gz");
    Files.write(cut, Arrays.copyOf(gzip("d,n\n" + "2011-01-01,1\n".repeat(9000)), 60));
    fails(source("d", null, cut), "cut.csv.gz");
  }

  @Test
  void filesMustBelongTogether() throws Exception {
    Path a = write("a.csv", "d,number\n2011-01-01,1\n");
    Path b = write("b.csv", "d,numbr\n2011-01-01,1\n");
    fails(source("d", null, a, b), "b.csv: column number of", "did you mean numbr?");
    fails(source("d", null, a, a), "a.csv: the same file as");
    Path copy = Files.copy(a, dir.resolve("copy.csv"));
    fails(source("d", null, a, copy), "copy.csv: the same file as");
    fails(source("d", null, a, write("a.jsonl", "{\"d\":1}")), "is CSV and", "is JSON");
    fails(source("d", null), "no file is named");
  }

  @Test
  void timesAreCheckedAndUndatedRowsCounted() throws IOException {
    Path a = write("a.csv", "Month,n,d\n1,1,2011-01-01\n2,2,\n3,3,\n");
    fails(
        source("Mnth", null, a), "time: \"Mnth\": there is no column Mnth", "did you mean Month?");
    fails(source("n", null, a), "expected a date or a timestamp, found integer", "strptime(");
    fails(source("d", null, a), "is null in 2 rows, first in " + a + ":3", "--drop-undated");
    ForeignSource drop = new ForeignSource(List.of(a), new Expression("d"), HOUSTON, null, true);
    try (ForeignRows rows = open(drop)) {
      assertThat(rows.undated()).isEqualTo(2);
      assertThat(all(rows)).containsExactly("1|1|2011-01-01");
    }
    fails(source("strptime(d, '%Y')", null, a), "time: \"strptime(d, '%Y')\"");
  }

  private ForeignSource source(
      String time, DatasetState.@Nullable Definition known, Path... files) {
    return new ForeignSource(List.of(files), new Expression(time), HOUSTON, known, false);
  }

  private static DatasetState.Definition known() {
    Schema schema =
        new Schema(
            List.of(
                new Column("d", ColumnType.DATE),
                new Column("n", ColumnType.INTEGER),
                new Column("zip", ColumnType.TEXT)));
    return new DatasetState.Definition(
        new Expression("d"), HOUSTON.getId(), schema, Set.of("d", "n", "zip"));
  }

  private ForeignRows open(ForeignSource source) throws IOException {
    return ForeignRows.open(source, new DuckDbLimits(2, 256L << 20, dir.resolve("scratch")));
  }

  private void fails(ForeignSource source, String... parts) {
    assertThatThrownBy(() -> open(source).close())
        .isInstanceOf(DataException.class)
        .message()
        .contains(parts);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  private Path parquet(String sql) throws Exception {
    Path file = dir.resolve("x" + Integer.toHexString(sql.hashCode()) + ".parquet");
    try (var c = DriverManager.getConnection("jdbc:duckdb:");
        var s = c.createStatement()) {
      s.execute("COPY (" + sql + ") TO '" + file + "' (FORMAT parquet)");
    }
    return file;
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  static List<String> all(ForeignRows rows) throws IOException {
    List<String> out = new ArrayList<>();
    for (ForeignRows.Day day : rows.days()) {
      rows.read(day.date(), row -> out.add(text(row, rows.schema())));
    }
    List<String> again = new ArrayList<>();
    rows.read(null, row -> again.add(text(row, rows.schema())));
    assertThat(again).isEqualTo(out);
    return out;
  }

  private static String text(Row row, Schema schema) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < schema.columns().size(); i++) {
      values.add(row.missing(i) ? "-" : value(row, schema.columns().get(i).type(), i));
    }
    return String.join("|", values);
  }

  private static String value(Row row, ColumnType type, int i) {
    return switch (type) {
      case BOOLEAN, INTEGER -> Long.toString(row.whole(i));
      case DOUBLE -> Double.toString(row.number(i));
      case TEXT -> row.text(i);
      case DATE -> LocalDate.ofEpochDay(row.whole(i)).toString();
      case TIMESTAMP ->
          LocalDateTime.of(1970, 1, 1, 0, 0).plusNanos(row.whole(i) * 1000).toString();
    };
  }
}
