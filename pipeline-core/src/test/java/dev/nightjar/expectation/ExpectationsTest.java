package dev.nightjar.expectation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Schema;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationsTest {

  private static final String BETWEEN = "expect_column_values_to_be_between";

  private static Expectation read(String type, @Nullable Object... kwargs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < kwargs.length; i += 2) {
      map.put(String.valueOf(kwargs[i]), kwargs[i + 1]);
    }
    return Expectations.read(
        new ExpectationSpec(
            type, map, Severity.CRITICAL, null, ExpectationSpec.Scope.ALL, Map.of()));
  }

  private static void refused(String message, String type, @Nullable Object... kwargs) {
    assertThatThrownBy(() -> read(type, kwargs))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aKindThatIsNotThere() {
    refused(
        "no expectation expect_column_values_to_be_betwen; did you mean " + BETWEEN + "?",
        "expect_column_values_to_be_betwen");
  }

  @Test
  void argumentsThatAreNotThere() {
    refused(
        BETWEEN
            + ": no argument colum; did you mean column? (it has: column, min_value, max_value,"
            + " strict_min, strict_max, mostly)",
        BETWEEN,
        "colum",
        "x");
    refused(BETWEEN + ": column: expected a name, but found nothing", BETWEEN, "min_value", 1);
    refused(
        BETWEEN + ": expected min_value, max_value or both, but found neither",
        BETWEEN,
        "column",
        "x",
        "min_value",
        null);
    refused(
        "expect_column_values_to_be_in_set: value_set: expected a list, but found nothing",
        "expect_column_values_to_be_in_set",
        "column",
        "x");
  }

  @Test
  void argumentsOfAnotherType() {
    refused(
        BETWEEN + ": mostly: expected a number from 0 to 1, but found 95",
        BETWEEN,
        "column",
        "x",
        "min_value",
        1,
        "mostly",
        95);
    refused(
        BETWEEN + ": min_value 5 is above max_value 2",
        BETWEEN,
        "column",
        "x",
        "min_value",
        5,
        "max_value",
        2);
    refused(
        "expect_table_row_count_to_equal: value: expected a whole number from 0, but found 1.5",
        "expect_table_row_count_to_equal",
        "value",
        1.5);
    refused(
        "expect_table_freshness: max_age: expected a number and a unit (s, m, h, d, w), such as"
            + " 2d, but found two days",
        "expect_table_freshness",
        "max_age",
        "two days");
    refused(
        "expect_column_values_to_be_of_type: no type intger; did you mean integer? (such as"
            + " INTEGER or TEXT)",
        "expect_column_values_to_be_of_type",
        "column",
        "x",
        "type_",
        "intger");
    refused(
        "expect_compound_columns_to_be_unique: ignore_row_if: expected one of"
            + " all_values_are_missing, any_value_is_missing, never; did you mean"
            + " any_value_is_missing?, but found any_values_is_missing",
        "expect_compound_columns_to_be_unique",
        "column_list",
        List.of("a", "b"),
        "ignore_row_if",
        "any_values_is_missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"result_format", "meta", "notes", "catch_exceptions", "condition_parser", "id"})
  void greatExpectationsOwnArgumentsAreAccepted(String name) {
    assertThat(read(BETWEEN, "column", "x", "min_value", 1, name, "anything").columns())
        .containsExactly("x");
  }

  @Test
  void argumentsThatWouldChangeTheVerdictAreRefused() {
    refused(
        BETWEEN
            + ": row_condition is not read: write where: beside the arguments, such as where:"
            + " \"x > 0\"",
        BETWEEN,
        "column",
        "x",
        "min_value",
        1,
        "row_condition",
        "x == 1");
    assertThat(read(BETWEEN, "column", "x", "min_value", 1, "row_condition", null))
        .usingRecursiveComparison()
        .ignoringFields("spec")
        .isEqualTo(read(BETWEEN, "column", "x", "min_value", 1));
    refused(
        BETWEEN
            + ": min_value: expected a value; evaluation parameters are not supported, but found"
            + " {$PARAMETER=now()}",
        BETWEEN,
        "column",
        "x",
        "min_value",
        Map.of("$PARAMETER", "now()"));
  }

  @Test
  void sharesTellThemselvesFromTheirLimit() {
    assertThat(Wording.percent(0.002, 0.001)).isEqualTo("0.2 %");
    assertThat(Wording.percent(0.00104, 0.001)).isEqualTo("0.104 %");
    assertThat(Wording.percent(0.000001, 0)).isEqualTo("0.0001 %");
    assertThat(Wording.percent(0.99999, 0)).isEqualTo("99.999 %");
    assertThat(Wording.percent(1, 0)).isEqualTo("100 %");
    assertThat(Wording.values(Arrays.asList(1L, 2.5, null, "x"))).isEqualTo("1, 2.5, null, x");
  }

  @Test
  void theSentenceOfTheSketch() {
    Expectation expectation =
        read(BETWEEN, "column", "Distance", "min_value", 50, "max_value", 5000, "mostly", 0.999);
    var schema = new Schema(List.of(new Column("Distance", ColumnType.INTEGER)));
    var cutoff = LocalDateTime.parse("2011-06-15T00:00:00");
    Question.Counting asked = (Question.Counting) expectation.questions(schema, cutoff).get(0);
    Map<Question<?>, Answer> found =
        Map.of(
            asked,
            new Answer.Counts(38412, 0, 73),
            new Question.Unexpected(asked, 20),
            new Answer.Sample(List.of(new Answer.Row("2011-06-14", 7, List.of(12L)))));
    ExpectationResult result = expectation.judge(new Answers(schema, schema, cutoff, found));
    assertThat(result.success()).isFalse();
    assertThat(result.sentence())
        .isEqualTo(
            "Distance between 50 and 5000: 0.2 % outside (73 rows; 0.1 % allowed), such as 12");
  }
}
