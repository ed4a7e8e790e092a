package dev.nightjar.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.Label;
import dev.nightjar.dataset.Schema;
import dev.nightjar.dataset.Span;
import dev.nightjar.store.CanonicalJson;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a pipeline file says of labels that are a dataset of their own. */
class LabelSourceTest {

  private static final String FROM =
      PipelineReaderTest.GOOD.replace(
          "when: \"delay >= 15\"",
          "from: {dataset: outcomes, key: number}\n  when: \"late = 1\"\n  known_at: reported");
  private static final Schema ROWS =
      schema(
          "day",
          ColumnType.DATE,
          "number",
          ColumnType.INTEGER,
          "tail",
          ColumnType.TEXT,
          "carrier",
          ColumnType.TEXT,
          "minute",
          ColumnType.INTEGER);
  private static final Schema LABELS =
      schema(
          "number",
          ColumnType.INTEGER,
          "late",
          ColumnType.INTEGER,
          "reported",
          ColumnType.TIMESTAMP,
          "flight",
          ColumnType.TEXT);

  private static Schema schema(Object... namesAndTypes) {
    List<Column> columns = new java.util.ArrayList<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      columns.add(new Column((String) namesAndTypes[i], (ColumnType) namesAndTypes[i + 1]));
    }
    return new Schema(columns);
  }

  private static PipelineFile file(String text) {
    return new PipelineReader(new Vocabulary(t -> {}, e -> {}, m -> {}, m -> {}, c -> {}))
        .parse(Path.of("p.yaml"), text);
  }

  private static void refused(String text, String... parts) {
    assertThatThrownBy(
            () -> {
              PipelineFile file = file(text);
              file.checkColumns(ROWS);
              file.checkLabels(ROWS, LABELS);
            })
        .isInstanceOf(ConfigException.class)
        .message()
        .contains(parts);
  }

  @Test
  void namesADatasetAndAKey() {
    Label label = file(FROM).pipeline().label();
    assertThat(label.source())
        .isEqualTo(
            new Label.Source(
                "outcomes",
                List.of(new Label.Key("number", "number")),
                null,
                null,
                Label.Absent.UNLABELLED));
    assertThat(label.completeAfter().duration()).isEqualTo(java.time.Duration.ofDays(1));
    String all =
        FROM.replace(
            "key: number}",
            "key: [{row: tail, label: flight}, number], window: 90d, at: 17, absent: negative}");
    assertThat(file(all).pipeline().label().source())
        .isEqualTo(
            new Label.Source(
                "outcomes",
                List.of(new Label.Key("tail", "flight"), new Label.Key("number", "number")),
                Span.ofDays(90),
                "17",
                Label.Absent.NEGATIVE));
    for (String good : List.of(FROM, all)) {
      PipelineFile file = file(good);
      file.checkColumns(ROWS);
      file.checkLabels(ROWS, LABELS);
    }
  }

  /** Pipelines keep their digest, by which a night knows its file again. */
  @Test
  void aFileWithoutSaysNothingOfIt() {
    Label label = file(PipelineReaderTest.GOOD).pipeline().label();
    assertThat(label.source()).isNull();
    assertThat(CanonicalJson.text(label)).doesNotContain("source");
  }

  @Test
  void mistakesAreNamedWithTheirLine() {
    refused(FROM.replace("late = 1", "lat = 1"), "p.yaml:13: dataset outcomes has no column lat;");
    refused(FROM.replace("known_at: rep", "known_at: re"), "p.yaml:14: ", "did you mean reported?");
    refused(
        FROM.replace("key: number", "key: numbr"),
        "p.yaml:12: dataset flights has no column numbr; did you mean number?");
    refused(
        FROM.replace("key: number", "key: {row: number, label: numer}"),
        "p.yaml:12: dataset outcomes has no column numer; did you mean number?");
    refused(
        FROM.replace("key: number", "key: {row: number, label: flight}"),
        "p.yaml:12: number is integer in the rows and flight is text in dataset outcomes");
    refused(
        FROM.replace("use: [carrier", "use: [late, carrier"), "dataset flights has no column late");
    refused(
        FROM.replace("key: number", "by: number"), "p.yaml:12: unknown key by", "key is missing");
    refused(
        FROM.replace(
            "from: {dataset: outcomes, key: number}",
            "from:\n    dataset: outcomes\n    key:\n      - number\n      - numbr"),
        "p.yaml:16: dataset flights has no column numbr");
    refused(
        FROM.replace("key: number", "key: [number, {row: tail, label: number}]"),
        "p.yaml:12: tail is text in the rows and number is integer in dataset outcomes");
    refused(FROM.replace("key: number", "key: []"), "p.yaml:12: expected at least 1 in the list");
    refused(FROM.replace("key: number", "key: {row: number}"), "p.yaml:12: label is missing");
    refused(FROM.replace("key: number", "key: number, absent: no"), "unlabelled, negative");
    assertThat(file(FROM).noLabelDataset(List.of("flights", "outcome")))
        .hasMessageContaining(
            "p.yaml:12: there is no dataset outcomes to take labels from: add its rows with `nightjar"
                + " dataset add outcomes`; did you mean outcome?");
  }
}
