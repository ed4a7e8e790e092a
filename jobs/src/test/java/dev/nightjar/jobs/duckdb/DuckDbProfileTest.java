package dev.nightjar.jobs.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataException;
import dev.nightjar.expectation.Answer;
import dev.nightjar.expectation.DataProfile;
import dev.nightjar.expectation.DataProfile.ColumnProfile;
import dev.nightjar.expectation.Expectations;
import dev.nightjar.expectation.Suggestion;
import dev.nightjar.expectation.Suggestions;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbProfileTest {

  @TempDir private Path folder;

  @Test
  void gzippedCsv() throws Exception {
    StringBuilder text = new StringBuilder("id,from,miles,day\n");
    for (int i = 0; i < 300; i++) {
      text.append(i)
          .append(i % 3 == 0 ? ",HOU," : ",IAH,")
          .append(i % 10 == 0 ? "" : String.valueOf(i % 50 + 0.5))
          .append(",2011-06-0")
          .append(1 + i % 9)
          .append('\n');
    }
    Path file = folder.resolve("a.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
    DataProfile profile = DuckDbProfile.of(List.of(file));
    assertThat(profile.rows()).isEqualTo(300);
    assertThat(profile.columns().stream().map(ColumnProfile::type))
        .containsExactly(ColumnType.INTEGER, ColumnType.TEXT, ColumnType.DOUBLE, ColumnType.DATE);
    ColumnProfile from = profile.columns().get(1);
    assertThat(from.distinct()).isEqualTo(2);
    assertThat(from.top())
        .containsExactly(new Answer.ValueCount("IAH", 200), new Answer.ValueCount("HOU", 100));
    assertThat(from.samples()).containsExactly("HOU", "IAH");
    ColumnProfile miles = profile.columns().get(2);
    assertThat(miles.nulls()).isEqualTo(30);
    assertThat(miles.max()).isEqualTo(49.5);
    assertThat(miles.mean()).isBetween(20.0, 30.0);
    assertThat(profile.columns().get(3).max()).isEqualTo(LocalDate.parse("2011-06-09"));
    assertThat(Suggestions.suggest(profile).stream().map(s -> s.spec().type()))
        .contains(
            "expect_column_values_to_be_in_set",
            "expect_column_values_to_be_unique",
            "expect_table_freshness");
  }

  @Test
  void whatIsSuggestedHolds() throws Exception {
    Path file =
        ParquetFixture.write(
            folder.resolve("a.parquet"),
            "SELECT range AS n, range % 7 + 0.5 AS x, 'k' || range % 4 AS t, NULL::VARCHAR AS no,"
                + " range % 2 = 0 AS flag FROM range(1000)");
    DataProfile profile = DuckDbProfile.of(List.of(file));
    assertThat(profile.columns().get(3).min()).isNull();
    List<Suggestion> found = Suggestions.suggest(profile);
    assertThat(found).hasSizeGreaterThan(5);
    assertThat(found).allSatisfy(s -> assertThat(Expectations.read(s.spec())).isNotNull());
  }

  @Test
  void aBrokenFile() throws Exception {
    Path file = Files.writeString(folder.resolve("a.parquet"), "PAR1 and no more");
    assertThatThrownBy(() -> DuckDbProfile.of(List.of(file)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a.parquet");
  }
}
