package dev.nightjar.jobs.duckdb;

import static dev.nightjar.jobs.duckdb.CheckFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Schema;
import dev.nightjar.expectation.CheckReport;
import dev.nightjar.expectation.ExpectationResult;
import dev.nightjar.expectation.ExpectationSpec.Scope;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbCheckerTest {

  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Column("n", ColumnType.INTEGER),
              new Column("x", ColumnType.DOUBLE),
              new Column("t", ColumnType.TEXT),
              new Column("at", ColumnType.TIMESTAMP)));

  private CheckFixture table;

  /** Two days: n 0…99 and 100…199; x is n, NaN for every tenth; t is one of five letters. */
  @BeforeEach
  void write(@TempDir Path folder) throws SQLException {
    table = new CheckFixture(folder, SCHEMA, "at").derive("twice", "n * 2");
    for (int day = 0; day < 2; day++) {
      int from = 100 * day;
      table.file(
          "SELECT range AS n, CASE WHEN range % 10 = 0 THEN 'NaN'::DOUBLE ELSE range END AS x,"
              + " substr('abcde', (1 + range % 5)::BIGINT, 1) AS t,"
              + " TIMESTAMP '2011-06-1"
              + (2 + day)
              + " 00:00:00' + to_minutes(range % 100) AS at FROM range("
              + from
              + ", "
              + (from + 100)
              + ")",
          100);
    }
  }

  @Test
  void nanIsMissing() throws Exception {
    ExpectationResult nulls =
        table.check(spec("expect_column_values_to_not_be_null", "column", "x"));
    assertThat(nulls.success()).isFalse();
    assertThat(nulls.result()).containsEntry("unexpected_count", 20L);
    ExpectationResult range =
        table.check(spec("expect_column_values_to_be_between", "column", "x", "max_value", 198));
    assertThat(range.result())
        .containsEntry("missing_count", 20L)
        .containsEntry("missing_percent", 10.0)
        .containsEntry("unexpected_count", 1L)
        .containsEntry("partial_unexpected_list", List.of(199.0));
    assertThat(range.sentence())
        .isEqualTo("x at most 198: 0.6 % outside (1 row; none allowed), such as 199");
    assertThat(
            table.check(spec("expect_column_max_to_be_between", "column", "x", "max_value", 199)))
        .satisfies(r -> assertThat(r.success()).isTrue())
        .satisfies(r -> assertThat(r.result()).containsEntry("observed_value", 199.0));
  }

  @Test
  void failingRowsComeInTheOrderOfTheFiles() throws Exception {
    ExpectationResult result =
        table.check(spec("expect_column_values_to_be_between", "column", "n", "max_value", 94));
    assertThat(result.result()).containsEntry("unexpected_count", 105L);
    List<Long> first = new ArrayList<>();
    for (long n = 95; n < 115; n++) {
      first.add(n);
    }
    assertThat(result.result()).containsEntry("partial_unexpected_list", first);
    assertThat((List<?>) result.result().get("partial_unexpected_index_list"))
        .element(5)
        .isEqualTo(Map.of("n", 100L, "segment", "day1", "row", 0L));
  }

  @Test
  void whereAndTheNewestSegment() throws Exception {
    assertThat(
            table.check(
                spec("expect_table_row_count_to_equal", "t = 'a'", Scope.NEWEST, "value", 20)))
        .satisfies(r -> assertThat(r.success()).isTrue())
        .satisfies(
            r ->
                assertThat(r.sentence())
                    .isEqualTo(
                        "rows equal to 20 where t = 'a' in the newest segment: there are 20"));
    ExpectationResult newest =
        table.check(
            spec(
                "expect_column_values_to_be_between",
                null,
                Scope.NEWEST,
                "column",
                "n",
                "max_value",
                100,
                "mostly",
                0.5));
    assertThat((List<?>) newest.result().get("partial_unexpected_index_list"))
        .first()
        .isEqualTo(Map.of("n", 101L, "segment", "day1", "row", 1L));
    assertThat(newest.sentence())
        .isEqualTo(
            "n at most 100 in the newest segment: 99 % outside (99 rows; 50 % allowed), such as"
                + " 101, 102, 103");
  }

  @Test
  void patternsThatDuckDbDoesNotKnow() throws Exception {
    ExpectationResult java =
        table.check(
            spec("expect_column_values_to_match_regex", "column", "t", "regex", "^(?!e)[a-z]$"));
    assertThat(java.exceptionInfo()).isNull();
    assertThat(java.result())
        .containsEntry("unexpected_count", 40L)
        .containsEntry("unexpected_percent", 20.0);
    assertThat((List<?>) java.result().get("partial_unexpected_index_list"))
        .first()
        .isEqualTo(Map.of("t", "e", "segment", "day0", "row", 4L));
    ExpectationResult broken =
        table.check(spec("expect_column_values_to_match_regex", "column", "t", "regex", "a(b"));
    assertThat(broken.success()).isFalse();
    assertThat(broken.exceptionInfo()).startsWith("regex: expected a pattern, but a(b is none");
  }

  @Test
  void derivedColumnsAndMixedQuestions() throws Exception {
    CheckReport report =
        table.check(
            List.of(
                spec("expect_column_values_to_be_unique", "column", "twice"),
                spec("expect_column_values_to_be_unique", "column", "t"),
                spec("expect_column_sum_to_be_between", "column", "twice", "max_value", 39800),
                spec("expect_column_mean_to_be_between", "column", "t", "max_value", 1),
                spec("expect_column_values_to_be_between", "column", "n", "min_value", "a"),
                spec("expect_table_columns_to_match_set", "column_set", SCHEMA.names()),
                spec("expect_column_median_to_be_between", "column", "n", "min_value", 99.5)));
    assertThat(report.results().stream().map(ExpectationResult::success))
        .containsExactly(true, false, true, false, false, true, true);
    assertThat(report.results().get(1).result())
        .containsEntry("unexpected_count", 200L)
        .containsEntry(
            "partial_unexpected_list",
            Arrays.asList("abcdeabcdeabcdeabcde".split("", -1)).subList(0, 20));
    assertThat(report.results().get(3).exceptionInfo())
        .isEqualTo("column t is text, but its mean needs numbers");
    assertThat(report.results().get(4).exceptionInfo())
        .isEqualTo("min_value: expected a number, since column n is integer, but found a");
    assertThat(report.rows()).isEqualTo(200);
    assertThat(report.passed()).isEqualTo(4);
  }

  @Test
  void freshness() throws Exception {
    ExpectationResult fresh = table.check(spec("expect_table_freshness", "max_age", "3d"));
    assertThat(fresh.success()).isTrue();
    assertThat(fresh.sentence())
        .isEqualTo(
            "newest row at most 3d old: it is from 2011-06-13T01:39, 2 d 5 h before the run");
    assertThat(table.check(spec("expect_table_freshness", "max_age", "2d", "column", "at")))
        .satisfies(r -> assertThat(r.success()).isFalse());
  }

  @Test
  void onlyTheGuiltyQuestionFails() throws Exception {
    CheckReport report =
        table.check(
            List.of(
                spec("expect_column_mean_to_be_between", "column", "n", "min_value", 0),
                spec(
                    "expect_column_mean_to_be_between",
                    "CAST(t AS integer) > 0",
                    Scope.ALL,
                    "column",
                    "n",
                    "min_value",
                    0)));
    assertThat(report.results().get(0).success()).isTrue();
    assertThat(report.results().get(1).exceptionInfo()).contains("a");
  }
}
