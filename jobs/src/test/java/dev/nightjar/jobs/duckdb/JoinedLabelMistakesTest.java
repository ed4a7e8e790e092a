package dev.nightjar.jobs.duckdb;

import static dev.nightjar.jobs.duckdb.LabelReports.LABELS;
import static dev.nightjar.jobs.duckdb.LabelReports.label;
import static dev.nightjar.jobs.duckdb.LabelReports.labels;
import static dev.nightjar.jobs.duckdb.LabelReports.report;
import static dev.nightjar.jobs.duckdb.LabelReports.reports;
import static dev.nightjar.jobs.duckdb.LabelReports.row;
import static dev.nightjar.jobs.duckdb.LabelReports.rows;
import static dev.nightjar.jobs.duckdb.LabelReports.source;
import static dev.nightjar.jobs.duckdb.LabelReports.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Label;
import dev.nightjar.dataset.Label.Absent;
import dev.nightjar.dataset.RowCounts;
import dev.nightjar.dataset.Span;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels of another dataset that contradict each other, or do not fit the rows. */
class JoinedLabelMistakesTest {

  private SourceFixture source;

  @BeforeEach
  void prepare(@TempDir Path folder) {
    this.source = rows(folder);
  }

  @Test
  void twoLabelsAtOnceAreRefusedByName() throws Exception {
    LocalDate day = LocalDate.of(2011, 6, 1);
    List<String> rows = new ArrayList<>();
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    for (long key = 1; key <= 9; key++) {
      rows.add(row(key, key, day));
      first.add(report(key, 1, "2011-06-05 00:00:00"));
      second.add(report(key, key == 9 ? 1 : 0, "2011-06-05 00:00:00"));
    }
    // Nobody asks for this one, and this one was corrected since.
    first.add(report(99, 1, "2011-06-05 00:00:00"));
    second.add(report(99, 0, "2011-06-05 00:00:00"));
    second.add(report(8, 1, "2011-06-06 00:00:00"));
    source.file("a", values("n, k, d", rows));
    source.labels(
        label(null, "1d", Absent.UNLABELLED),
        LABELS,
        values("k, v, t, reported", first),
        values("k, v, t, reported", second));
    assertThatThrownBy(source::open)
        .isInstanceOf(DataException.class)
        .hasMessage(
            "label: 7 keys of dataset labels have two labels that became known at the same time: "
                + List.of(1, 2, 3, 4, 5).stream()
                    .map(k -> "k " + k + " at 2011-06-05 00:00:00 (labels-0, labels-1)")
                    .collect(Collectors.joining("; "))
                + "; …. Retract the wrong segment, or give a correction a later time");
    source.where = new Expression("n >= 8");
    assertThat(source.numbers("n")).containsExactly(8, 9);
    source.where = null;
    source.cutoff(LocalDateTime.of(2011, 6, 4, 0, 0));
    try (Rows open = source.open()) {
      assertThat(open.counts()).isEqualTo(new RowCounts(9, 0, 0, 0, 0, 0, 9L));
    }
  }

  @Test
  void whatDoesNotFitIsSaidInWords() throws Exception {
    source.file("a", values("n, k, d", List.of(row(0, 1L, LocalDate.of(2011, 6, 1)))));
    String one = reports(report(1, 1, "2011-06-05 00:00:00"));
    source.labels(label("d = 1", null, "1d", Absent.UNLABELLED), LABELS, one);
    assertThatThrownBy(source::open)
        .hasMessageStartingWith("label.when: \"d = 1\": there is no column d");
    source.labels(label("v = 1", "v", "1d", Absent.UNLABELLED), LABELS, one);
    assertThatThrownBy(source::open)
        .hasMessageContaining("label.known_at: \"v\": expected a date or a timestamp");
    source.labels(label(null, "1d", Absent.UNLABELLED), LABELS, one);
    source.where = new Expression("CAST('x' || CAST(n AS text) AS double) > 1");
    assertThatThrownBy(source::open)
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("where: ");
    source.where = null;
    String text = one.replace("SELECT *", "SELECT CAST(k AS VARCHAR) AS k, v, t, reported");
    source.labels(label(null, "1d", Absent.UNLABELLED), labels(ColumnType.TEXT), text);
    assertThatThrownBy(source::open)
        .isInstanceOf(DataException.class)
        .hasMessage(
            "label.from.key: k of the rows is integer, but k of dataset labels is text: a key has one type");
    Label wrong =
        new Label(
            "label",
            new Expression("v = 1"),
            null,
            Span.ofDays(1),
            source(new Label.Key("k", "kk"), Absent.UNLABELLED));
    source.labels(wrong, LABELS, one);
    assertThatThrownBy(source::open)
        .hasMessage("label.from.key: dataset labels has no column kk; did you mean k?");
  }
}
