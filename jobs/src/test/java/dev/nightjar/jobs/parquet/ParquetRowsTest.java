package dev.nightjar.jobs.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Row;
import dev.nightjar.dataset.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetRowsTest {

  private static final Schema ALL =
      new Schema(Arrays.stream(ColumnType.values()).map(t -> new Column("c " + t, t)).toList());
  private static final List<@Nullable Object> FIRST =
      Arrays.asList(1L, -7L, 0.1, "Zoë, \"x\"", LocalDate.of(2011, 6, 15).toEpochDay(), 1_000_001L);
  private static final List<@Nullable Object> EMPTY =
      Arrays.asList(null, null, null, null, null, null);

  private final Path dir;

  ParquetRowsTest(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void duckDbReadsEveryType() throws Exception {
    Path file = dir.resolve("a.parquet");
    write(file, List.of(FIRST, EMPTY));
    assertThat(query("SELECT * FROM '" + file + "'"))
        .containsExactly(
            "true|-7|0.1|Zoë, \"x\"|2011-06-15|1970-01-01 00:00:01.000001",
            "null|null|null|null|null|null");
    assertThat(query("SELECT column_type FROM (DESCRIBE FROM '" + file + "')"))
        .containsExactly("BOOLEAN", "BIGINT", "DOUBLE", "VARCHAR", "DATE", "TIMESTAMP");
  }

  @Test
  void footerTellsSchemaAndRows() throws Exception {
    Path file = dir.resolve("a.parquet");
    write(file, List.of(FIRST, EMPTY, FIRST));
    assertThat(ParquetSchemas.read(file)).isEqualTo(new ParquetSchemas.Footer(ALL, 3));
  }

  @Test
  void readsTheSchemaOfDuckDbFiles() throws Exception {
    Path file = dir.resolve("d.parquet");
    run(
        "COPY (SELECT true b, 1::INTEGER i, 1::UTINYINT u, 1.5::FLOAT f, 1.50::DECIMAL(9,2) d,"
            + " 'x' t, DATE '2011-01-01' AS d2, TIMESTAMP '2011-01-01 01:00:00' AS ts) TO '"
            + file
            + "' (FORMAT parquet)");
    assertThat(ParquetSchemas.read(file).schema().columns())
        .extracting(Column::type)
        .containsExactly(
            ColumnType.BOOLEAN,
            ColumnType.INTEGER,
            ColumnType.INTEGER,
            ColumnType.DOUBLE,
            ColumnType.DOUBLE,
            ColumnType.TEXT,
            ColumnType.DATE,
            ColumnType.TIMESTAMP);
  }

  @Test
  void nestedColumnIsRefusedByName() throws Exception {
    Path file = dir.resolve("n.parquet");
    run("COPY (SELECT [1, 2] AS parts) TO '" + file + "' (FORMAT parquet)");
    assertThatThrownBy(() -> ParquetSchemas.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("column parts");
  }

  @Test
  void sameRowsGiveSameBytesAndOrderDoesNotChangeTheirDigest() throws Exception {
    ParquetRows.Written a = write(dir.resolve("a.parquet"), List.of(FIRST, EMPTY, EMPTY));
    ParquetRows.Written again = write(dir.resolve("b.parquet"), List.of(FIRST, EMPTY, EMPTY));
    ParquetRows.Written turned = write(dir.resolve("c.parquet"), List.of(EMPTY, FIRST, EMPTY));
    ParquetRows.Written fewer = write(dir.resolve("d.parquet"), List.of(EMPTY, FIRST));
    assertThat(a.file()).hasSameBinaryContentAs(again.file());
    assertThat(turned.rowsDigest()).isEqualTo(a.rowsDigest());
    assertThat(fewer.rowsDigest()).isNotEqualTo(a.rowsDigest());
    assertThat(a.rows()).isEqualTo(3);
  }

  @Test
  void manyRowsLieInGroupsThatThreadsShare() throws Exception {
    Path file = dir.resolve("big.parquet");
    Schema schema = new Schema(List.of(new Column("n", ColumnType.INTEGER)));
    try (ParquetRows out = ParquetRows.create(file, schema)) {
      for (long i = 0; i < 300_000; i++) {
        out.write(new Values(List.of(i)));
      }
      out.finish();
    }
    assertThat(query("SELECT sum(n)::BIGINT, count(*) FROM '" + file + "'"))
        .containsExactly("44999850000|300000");
    assertThat(query("SELECT num_row_groups FROM parquet_file_metadata('" + file + "')"))
        .containsExactly("3");
  }

  @Test
  void unfinishedFileDisappears() throws Exception {
    Path file = dir.resolve("u.parquet");
    try (ParquetRows out = ParquetRows.create(file, ALL)) {
      out.write(new Values(FIRST));
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void brokenFilesAreNamed() throws Exception {
    Path whole = dir.resolve("a.parquet");
    write(whole, List.of(FIRST));
    byte[] bytes = Files.readAllBytes(whole);
    Path half = Files.write(dir.resolve("h.parquet"), Arrays.copyOf(bytes, bytes.length / 2));
    assertFails(half, "without a readable footer");
    assertFails(Files.write(dir.resolve("e.parquet"), new byte[0]), "an empty file");
    assertFails(Files.writeString(dir.resolve("t.parquet"), "a,b\n1,2\n3,4\n"), "something else");
    assertFails(dir.resolve("none.parquet"), "no such file");
    assertFails(dir, "a folder");
  }

  @Test
  void predictionsComeBack() throws Exception {
    Path file = dir.resolve("p.parquet");
    Map<String, double[]> scores = new LinkedHashMap<>();
    scores.put("candidate", new double[] {0.25, 1e-300, Double.NaN});
    scores.put("champion", new double[] {0.5, 0.75, 1});
    long[] keys = {Long.MIN_VALUE, 0, Long.MAX_VALUE};
    PredictionsFile.write(
        file, new PredictionsFile.Predictions(keys, new byte[] {0, 1, 1}, scores));
    PredictionsFile.Predictions back = PredictionsFile.read(file);
    assertThat(back.keys()).containsExactly(keys);
    assertThat(back.labels()).containsExactly(0, 1, 1);
    assertThat(back.scores().keySet()).containsExactly("candidate", "champion");
    scores.forEach((role, column) -> assertThat(back.scores().get(role)).containsExactly(column));
    assertThat(query("SELECT sum(champion) FROM '" + file + "'")).containsExactly("2.25");
  }

  private static void assertFails(Path file, String why) {
    assertThatThrownBy(() -> ParquetSchemas.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(why);
  }

  private static ParquetRows.Written write(Path file, List<List<@Nullable Object>> rows)
      throws IOException {
    try (ParquetRows out = ParquetRows.create(file, ALL)) {
      for (List<@Nullable Object> row : rows) {
        out.write(new Values(row));
      }
      return out.finish();
    }
  }

  private static void run(String sql) throws SQLException {
    try (Connection c = DriverManager.getConnection("jdbc:duckdb:");
        Statement s = c.createStatement()) {
      s.execute(sql);
    }
  }

  private static List<String> query(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection c = DriverManager.getConnection("jdbc:duckdb:");
        Statement s = c.createStatement();
        ResultSet r = s.executeQuery(sql)) {
      while (r.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= r.getMetaData().getColumnCount(); i++) {
          row.append(i == 1 ? "" : "|").append(r.getString(i));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  private record Values(List<? extends @Nullable Object> values) implements Row {
    @Override
    public boolean missing(int column) {
      return values.get(column) == null;
    }

    @Override
    public long whole(int column) {
      return (Long) Objects.requireNonNull(values.get(column));
    }

    @Override
    public double number(int column) {
      return (Double) Objects.requireNonNull(values.get(column));
    }

    @Override
    public String text(int column) {
      return (String) Objects.requireNonNull(values.get(column));
    }
  }
}
