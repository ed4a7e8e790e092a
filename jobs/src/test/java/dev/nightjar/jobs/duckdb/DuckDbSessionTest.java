package dev.nightjar.jobs.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbSessionTest {

  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Column("n", ColumnType.DOUBLE),
              new Column("PM2.5", ColumnType.DOUBLE),
              new Column("t", ColumnType.TEXT),
              new Column("later", ColumnType.DATE)));

  private Path folder;
  private Path one;
  private Path two;

  @BeforeEach
  void write(@TempDir Path folder) throws SQLException {
    this.folder = folder;
    one =
        ParquetFixture.write(
            folder.resolve("it's one.parquet"),
            "SELECT range AS n, 0.5::DOUBLE AS \"PM2.5\", 'x' || range AS t FROM range(10)");
    two =
        ParquetFixture.write(
            folder.resolve("two.parquet"),
            "SELECT 'y' AS t, 1.5::DOUBLE AS n, 2.0::DOUBLE AS \"PM2.5\","
                + " DATE '2011-06-15' AS later");
  }

  private DuckDbSession open(Path... files) throws IOException {
    return DuckDbSession.open(
        List.of(files), new DuckDbLimits(2, 256L << 20, folder.resolve("scratch")));
  }

  @Test
  void readsItsFilesAndNothingElse() throws Exception {
    try (DuckDbSession session = open(one)) {
      assertThat(session.number("SELECT count(*) FROM " + DuckDbSession.parquet(List.of(one))))
          .isEqualTo(10);
      String out = DuckDbSession.literal(folder.resolve("out.csv").toString());
      for (String forbidden :
          List.of(
              "SELECT * FROM " + DuckDbSession.parquet(List.of(two)),
              "SELECT * FROM read_text('/etc/passwd')",
              "SELECT * FROM glob('/*')",
              "COPY (SELECT 1) TO " + out,
              "ATTACH " + out,
              "INSTALL httpfs",
              "LOAD httpfs",
              "SET enable_external_access = true",
              "SET memory_limit = '10GB'",
              "SET allowed_paths = ['/etc/passwd']",
              "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')")) {
        assertThatThrownBy(() -> session.execute(forbidden))
            .as(forbidden)
            .isInstanceOf(SQLException.class);
      }
    }
  }

  @Test
  void spillsIntoItsScratchFolder() throws Exception {
    DuckDbLimits small = new DuckDbLimits(1, 64L << 20, folder.resolve("run/scratch"));
    try (DuckDbSession session = DuckDbSession.open(List.of(one), small)) {
      session.execute(
          "CREATE TEMP TABLE big AS SELECT md5(range::VARCHAR) a, md5((range+1)::VARCHAR) b"
              + " FROM range(1500000)");
      assertThat(session.number("SELECT count(*) FROM big")).isEqualTo(1_500_000);
      try (var spilled = Files.list(folder.resolve("run/scratch"))) {
        assertThat(spilled).isNotEmpty();
      }
    }
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> open(folder.resolve("none.parquet")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("none.parquet");
  }

  @Test
  void viewsOlderAndNewerFilesUnderOneSchema() throws Exception {
    Map<String, Expression> derived = new LinkedHashMap<>();
    derived.put("half", new Expression("n / 2"));
    derived.put("first", new Expression("half = 0 OR half = 0.75"));
    try (DuckDbSession session = open(one, two)) {
      SegmentView view = SegmentView.create(session, "rows", List.of(one, two), SCHEMA, derived);
      assertThat(view.schema().names())
          .containsExactly("n", "PM2.5", "t", "later", "half", "first");
      assertThat(view.schema().column("first").orElseThrow().type()).isEqualTo(ColumnType.BOOLEAN);
      assertThat(session.number("SELECT count(*) FROM rows WHERE later IS NULL")).isEqualTo(10);
      assertThat(session.number("SELECT count(*) FROM rows WHERE first")).isEqualTo(2);
      SegmentView newest = SegmentView.create(session, "newest", List.of(two), SCHEMA, derived);
      assertThat(session.number("SELECT count(*) FROM " + newest.sqlName())).isEqualTo(1);
      SegmentView none = SegmentView.create(session, "none", List.of(), SCHEMA, derived);
      assertThat(session.number("SELECT count(*) FROM " + none.sqlName())).isZero();
      assertThat(none.schema()).isEqualTo(view.schema());
    }
  }

  @Test
  void mistakesNameTheExpressionTheColumnAndTheNearest() throws Exception {
    try (DuckDbSession session = open(one)) {
      SegmentView view = SegmentView.create(session, "rows", List.of(one), SCHEMA, Map.of());
      assertThatThrownBy(() -> view.check("label.when", new Expression("latr > 1")))
          .isInstanceOf(DataException.class)
          .hasMessage("label.when: \"latr > 1\": there is no column latr; did you mean later?");
      assertThatThrownBy(() -> view.check("where", new Expression("T = 'x'")))
          .hasMessageContaining("there is no column T; did you mean t?");
      assertThatThrownBy(() -> view.check("where", new Expression("t > 5")))
          .hasMessageStartingWith("where: \"t > 5\": Cannot compare values of type TEXT");
      assertThatThrownBy(() -> view.checkCondition("where", new Expression("n + 1")))
          .hasMessageEndingWith("expected a condition, which is true or false, but it is double");
      assertThatThrownBy(() -> view.check("where", new Expression("INTERVAL 1 DAY")))
          .hasMessageEndingWith("has the type INTERVAL");
      assertThatThrownBy(
              () ->
                  SegmentView.create(
                      session, "r", List.of(one), SCHEMA, Map.of("N", new Expression("n"))))
          .hasMessageContaining("upper and lower case");
    }
  }

  @Test
  void aFileCutInHalfIsNamed() throws Exception {
    byte[] bytes = Files.readAllBytes(one);
    Path half = Files.write(folder.resolve("half.parquet"), java.util.Arrays.copyOf(bytes, 300));
    try (DuckDbSession session = open(two, half)) {
      assertThatThrownBy(
              () -> SegmentView.create(session, "r", List.of(two, half), SCHEMA, Map.of()))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("half.parquet: expected a whole Parquet file (cut short?)");
    }
  }

  @Test
  void everyFunctionOfTheGrammarIsKnownToTheEngine() throws Exception {
    try (DuckDbSession session = open(one)) {
      SegmentView view = SegmentView.create(session, "rows", List.of(one), SCHEMA, Map.of());
      for (String text :
          List.of(
              "make_date(2011, 6, 15)",
              "make_timestamp(2011, 6, 15, 2, 30, 0.5)",
              "strptime('2015-July-3', '%Y-%B-%d')",
              "try_strptime(t, '%Y')",
              "lower(t) || upper(t) || trim(t) || trim(t, 'x')",
              "length(t) + abs(-n) + round(n) + round(n, 2) + floor(n) + ceil(n)",
              "substr(t, 1) || substr(t, 1, 2) || replace(t, 'x', 'y') || concat(t, n)",
              "ln(n + 1) + sqrt(n)",
              "coalesce(n, 0) + nullif(n, 0) + greatest(n, 1) + least(n, 2.5)",
              "year(later) + month(later) + day(later) + dayofweek(later) + isodow(later)",
              "hour(TIMESTAMP '2011-06-15 02:30') + minute(TIMESTAMP '2011-06-15 02:30')",
              "date_trunc('month', later)",
              "date_diff('day', later, DATE '2011-06-15')",
              "regexp_matches(t, '^x') OR contains(t, 'x') OR starts_with(t, 'x')",
              "later + INTERVAL 2 DAY - INTERVAL 1 QUARTER > TIMESTAMP '2011-06-15 00:00:00'",
              "CASE WHEN n > 1 THEN 'a' ELSE null END",
              "CASE t WHEN 'x' THEN 1 END",
              "CAST(n AS text) || CAST(n AS integer) || TRY_CAST(t AS double)",
              "t NOT LIKE 'a%' AND n NOT BETWEEN 1 AND 2 AND t NOT IN ('a') AND NOT n IS NULL",
              "n % 7 // 2 / 3",
              "n" + " + n".repeat(399),
              "n = 1" + " OR n = 1".repeat(399),
              "abs(".repeat(90) + "n" + ")".repeat(90))) {
        Expression expression = new Expression(text);
        view.check("x", expression);
        session.number("SELECT count(" + expression.toSql() + ") FROM rows");
      }
      assertThat(session.number("SELECT count(" + new Expression("1 / 0").toSql() + ")")).isZero();
      assertThat(session.number("SELECT count(" + new Expression("n % 0").toSql() + ") FROM rows"))
          .isZero();
    }
  }
}
