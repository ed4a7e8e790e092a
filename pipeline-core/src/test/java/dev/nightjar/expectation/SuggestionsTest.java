package dev.nightjar.expectation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.dataset.ColumnType;
import dev.nightjar.expectation.DataProfile.ColumnProfile;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuggestionsTest {

  private static ColumnProfile column(
      String name,
      ColumnType type,
      long nulls,
      long distinct,
      @Nullable Object min,
      @Nullable Object max,
      @Nullable Double mean,
      Answer.ValueCount... top) {
    return new ColumnProfile(name, type, nulls, distinct, min, max, mean, List.of(), List.of(top));
  }

  private static Answer.ValueCount count(Object value, long n) {
    return new Answer.ValueCount(value, n);
  }

  @Test
  void proposesWhatWasSeen() {
    DataProfile profile =
        new DataProfile(
            1000,
            List.of(
                column("id", ColumnType.INTEGER, 0, 990, 1L, 1000L, 500.5, count(1L, 1)),
                column(
                    "from",
                    ColumnType.TEXT,
                    0,
                    2,
                    "HOU",
                    "IAH",
                    null,
                    count("IAH", 600),
                    count("HOU", 400)),
                column("miles", ColumnType.INTEGER, 20, 300, 79L, 3904L, 787.8, count(1L, 9)),
                column(
                    "day",
                    ColumnType.DATE,
                    0,
                    365,
                    LocalDate.parse("2011-01-01"),
                    LocalDate.parse("2011-12-31"),
                    null)));
    List<Suggestion> found = Suggestions.suggest(profile);
    assertThat(found.stream().map(s -> s.spec().type() + " " + s.spec().kwargs()))
        .containsExactly(
            "expect_table_row_count_to_be_between {min_value=10}",
            "expect_table_freshness {max_age=2d, column=day}",
            "expect_column_values_to_not_be_null {column=id}",
            "expect_column_values_to_be_unique {column=id}",
            "expect_column_values_to_not_be_null {column=from}",
            "expect_column_values_to_be_in_set {column=from, value_set=[HOU, IAH]}",
            "expect_column_values_to_not_be_null {column=miles, mostly=0.96}",
            "expect_column_values_to_be_between"
                + " {column=miles, min_value=0, max_value=4290, mostly=0.999}",
            "expect_column_values_to_not_be_null {column=day}");
    assertThat(found.stream().map(Suggestion::comment))
        .contains("2 values, most often IAH (60 %)", "79 to 3904, mean 787.8", "2 % missing");
    found.forEach(s -> Expectations.read(s.spec()));
  }

  @Test
  void nothingOfNoRows() {
    assertThat(Suggestions.suggest(new DataProfile(0, List.of()))).isEmpty();
  }

  @Test
  void negativeAndFractionalRangesHaveRoomToo() {
    DataProfile profile =
        new DataProfile(
            100, List.of(column("x", ColumnType.DOUBLE, 0, 80, -1.0, 1.0, 0.0, count(0.5, 3))));
    assertThat(Suggestions.suggest(profile).get(2).spec().kwargs())
        .isEqualTo(Map.of("column", "x", "min_value", -1.2, "max_value", 1.2, "mostly", 0.999));
  }
}
