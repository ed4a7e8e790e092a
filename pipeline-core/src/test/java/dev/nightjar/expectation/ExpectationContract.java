package dev.nightjar.expectation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every kind of expectation keeps on every engine. An engine's test extends this. */
public abstract class ExpectationContract {

  /** The columns of every table here. */
  protected static final Schema SCHEMA =
      new Schema(
          List.of(
              new Column("n", ColumnType.INTEGER),
              new Column("x", ColumnType.DOUBLE),
              new Column("t", ColumnType.TEXT),
              new Column("at", ColumnType.TIMESTAMP)));

  /** The tables to ask. */
  protected enum Table {
    /** No rows. */
    EMPTY,
    /** One row: 1, 1.5, {@code 'a'}, the run's logical time. */
    ONE,
    /** Three rows of nulls. */
    NULLS
  }

  /** Checks a suite over a table; event time is the column {@code at}. */
  protected abstract CheckReport check(Table table, List<ExpectationSpec> suite) throws Exception;

  /** For each kind, arguments under which the one row is as expected. */
  private static Map<String, Map<String, Object>> examples() {
    Map<String, Map<String, Object>> e = new LinkedHashMap<>();
    e.put("expect_column_values_to_not_be_null", Map.of("column", "x"));
    e.put("expect_column_values_to_be_null", Map.of("column", "x", "mostly", 0));
    e.put("expect_column_values_to_be_between", Map.of("column", "x", "min_value", 0));
    e.put("expect_column_values_to_be_in_set", Map.of("column", "t", "value_set", List.of("a")));
    e.put(
        "expect_column_values_to_not_be_in_set", Map.of("column", "t", "value_set", List.of("b")));
    e.put("expect_column_values_to_be_unique", Map.of("column", "n"));
    e.put("expect_column_values_to_match_regex", Map.of("column", "t", "regex", "^a$"));
    e.put("expect_column_values_to_not_match_regex", Map.of("column", "t", "regex", "(?!a)b"));
    e.put("expect_column_value_lengths_to_be_between", Map.of("column", "t", "max_value", 1));
    e.put("expect_column_values_to_be_of_type", Map.of("column", "n", "type_", "bigint"));
    e.put(
        "expect_column_values_to_be_in_type_list",
        Map.of("column", "n", "type_list", List.of("TEXT", "INTEGER")));
    e.put("expect_compound_columns_to_be_unique", Map.of("column_list", List.of("n", "t")));
    e.put(
        "expect_column_pair_values_a_to_be_greater_than_b",
        Map.of("column_A", "x", "column_B", "n"));
    for (String name : List.of("min", "max", "mean", "median", "sum")) {
      e.put(
          "expect_column_" + name + "_to_be_between",
          Map.of("column", "x", "min_value", 1.5, "max_value", 1.5));
    }
    // One value has no sample deviation, so only without bounds does one row hold.
    e.put("expect_column_stdev_to_be_between", Map.of("column", "x"));
    for (String name : List.of("unique_value_count", "proportion_of_unique_values")) {
      e.put(
          "expect_column_" + name + "_to_be_between",
          Map.of("column", "t", "min_value", 1, "max_value", 1));
    }
    e.put(
        "expect_column_quantile_values_to_be_between",
        Map.of(
            "column",
            "n",
            "quantile_ranges",
            Map.of("quantiles", List.of(0.5), "value_ranges", List.of(List.of(1, 2)))));
    for (String name : List.of("be_in_set", "contain_set", "equal_set")) {
      e.put(
          "expect_column_distinct_values_to_" + name,
          Map.of("column", "t", "value_set", List.of("a")));
    }
    e.put("expect_table_row_count_to_be_between", Map.of("min_value", 1));
    e.put("expect_table_row_count_to_equal", Map.of("value", 1));
    e.put("expect_column_to_exist", Map.of("column", "x", "column_index", 1));
    e.put("expect_table_columns_to_match_set", Map.of("column_set", List.of("at", "n", "x", "t")));
    e.put(
        "expect_table_columns_to_match_ordered_list",
        Map.of("column_list", List.of("n", "x", "t", "at")));
    e.put("expect_table_freshness", Map.of("max_age", "2d", "column", "at"));
    return e;
  }

  private static ExpectationSpec spec(
      String type, Map<String, Object> kwargs, @Nullable Expression where) {
    return new ExpectationSpec(
        type, kwargs, Severity.CRITICAL, where, ExpectationSpec.Scope.ALL, Map.of());
  }

  private static List<ExpectationSpec> suite(@Nullable Expression where) {
    return examples().entrySet().stream().map(e -> spec(e.getKey(), e.getValue(), where)).toList();
  }

  @Test
  void everyKindHasAnExample() {
    assertThat(examples().keySet()).containsExactlyInAnyOrderElementsOf(Expectations.all());
  }

  @Test
  void oneRowAsExpected() throws Exception {
    CheckReport report = check(Table.ONE, suite(null));
    assertThat(report.rows()).isEqualTo(1);
    assertThat(report.results()).allSatisfy(r -> assertThat(r.success()).as(r.sentence()).isTrue());
    answered(report);
  }

  @Test
  void noRows() throws Exception {
    CheckReport report = check(Table.EMPTY, suite(null));
    assertThat(report.rows()).isZero();
    answered(report);
    rowsHoldAndNumbersFail(report);
  }

  @Test
  void noRowsLeftByTheCondition() throws Exception {
    CheckReport report = check(Table.ONE, suite(new Expression("n > 99")));
    answered(report);
    rowsHoldAndNumbersFail(report);
  }

  @Test
  void allNull() throws Exception {
    CheckReport report = check(Table.NULLS, suite(null));
    answered(report);
    for (ExpectationResult r : report.results()) {
      if (r.expectationType().equals("expect_column_values_to_not_be_null")) {
        assertThat(r.success()).isFalse();
        assertThat(r.result()).containsEntry("unexpected_count", 3L);
      } else if (r.expectationType().contains("_mean_") || r.expectationType().contains("_min_")) {
        assertThat(r.success()).as(r.sentence()).isFalse();
        assertThat(r.result()).containsEntry("observed_value", null);
      }
    }
  }

  @Test
  void aColumnThatIsNotThere() throws Exception {
    for (Map.Entry<String, Map<String, Object>> e : examples().entrySet()) {
      for (String argument : List.of("column", "column_A", "column_B")) {
        if (e.getValue().containsKey(argument)) {
          Map<String, Object> kwargs = new LinkedHashMap<>(e.getValue());
          kwargs.put(argument, "att");
          CheckReport report = check(Table.ONE, List.of(spec(e.getKey(), kwargs, null)));
          ExpectationResult result = report.results().get(0);
          assertThat(result.success()).isFalse();
          assertThat(result.exceptionInfo()).isEqualTo("column att is not there; nearest: at");
          assertThat(report.blocks()).isTrue();
        }
      }
    }
  }

  @Test
  void aConditionOverAColumnThatIsNotThere() throws Exception {
    ExpectationSpec bad =
        spec(
            "expect_column_values_to_not_be_null",
            Map.of("column", "x"),
            new Expression("att IS NULL"));
    ExpectationSpec good = spec("expect_column_values_to_not_be_null", Map.of("column", "x"), null);
    CheckReport report = check(Table.ONE, List.of(bad, good));
    assertThat(report.results().get(0).exceptionInfo()).contains("att").contains("at?");
    assertThat(report.results().get(0).success()).isFalse();
    assertThat(report.results().get(1).success()).isTrue();
  }

  @Test
  void unknownArgumentsAreRefused() {
    examples()
        .forEach(
            (type, kwargs) -> {
              Map<String, Object> more = new LinkedHashMap<>(kwargs);
              more.put("nonsense_of_mine", 1);
              assertThatThrownBy(() -> Expectations.read(spec(type, more, null)))
                  .isInstanceOf(IllegalArgumentException.class)
                  .hasMessageContaining(type)
                  .hasMessageContaining("nonsense_of_mine");
            });
  }

  @Test
  void theSameTwice() throws Exception {
    assertThat(check(Table.ONE, suite(null))).isEqualTo(check(Table.ONE, suite(null)));
  }

  private static void answered(CheckReport report) {
    assertThat(report.results())
        .allSatisfy(
            r -> {
              assertThat(r.exceptionInfo()).as(r.sentence()).isNull();
              assertThat(r.sentence()).isNotBlank().doesNotContain("\n");
            });
  }

  private static void rowsHoldAndNumbersFail(CheckReport report) {
    for (ExpectationResult r : report.results()) {
      String type = r.expectationType();
      if (r.result().containsKey("unexpected_count")) {
        assertThat(r.success()).as(r.sentence()).isTrue();
      } else if (r.result().containsKey("missing_count") && r.kwargs().size() > 1) {
        assertThat(r.success()).as(r.sentence()).isFalse();
      } else if (type.contains("freshness") || type.contains("quantile")) {
        assertThat(r.success()).as(r.sentence()).isFalse();
      }
    }
  }
}
