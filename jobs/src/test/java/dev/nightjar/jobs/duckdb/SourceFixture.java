package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Label;
import dev.nightjar.dataset.Recipe;
import dev.nightjar.dataset.RowSelection;
import dev.nightjar.dataset.RowSource;
import dev.nightjar.dataset.Schema;
import dev.nightjar.dataset.Span;
import dev.nightjar.dataset.Split;
import dev.nightjar.dataset.TimeRange;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a {@link RowSource} over files that a test writes. Event time is the column d. */
final class SourceFixture {

  private final Path folder;
  final List<RowSource.LocalFile> files = new ArrayList<>();
  private final Map<String, Expression> derived = new LinkedHashMap<>();
  private Schema schema = new Schema(List.of());
  private @Nullable Label label;
  private RowSource.@Nullable Labels labels;
  private LocalDateTime cutoff = LocalDateTime.of(2100, 1, 1, 0, 0);
  @Nullable Expression where;
  Expression time = new Expression("d");
  List<String> id = List.of();
  Recipe.Dedupe dedupe = Recipe.Dedupe.NONE;
  Split split = Split.standard();
  Recipe.@Nullable Keep keep;
  List<String> arrivals = List.of();

  SourceFixture(Path folder) {
    this.folder = folder;
  }

  SourceFixture schema(Object... namesAndTypes) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      columns.add(new Column((String) namesAndTypes[i], (ColumnType) namesAndTypes[i + 1]));
    }
    schema = new Schema(columns);
    return this;
  }

  Path file(String name, String query) throws SQLException, IOException {
    Path file = ParquetFixture.write(folder.resolve(name + ".parquet"), query);
    files.add(new RowSource.LocalFile(DatasetFixtures.segment(file), file));
    return file;
  }

  SourceFixture label(String when, @Nullable String knownAt, String completeAfter) {
    label =
        new Label(
            "label",
            new Expression(when),
            knownAt == null ? null : new Expression(knownAt),
            Span.parse(completeAfter));
    return this;
  }

  /** Labels of a dataset, a segment for each query. The event time of a label is the column t. */
  SourceFixture labels(Label of, Schema columns, String... queries)
      throws SQLException, IOException {
    List<RowSource.LocalFile> written = new ArrayList<>();
    for (String query : queries) {
      Path file = folder.resolve("labels-" + written.size() + ".parquet");
      ParquetFixture.write(file, query);
      written.add(new RowSource.LocalFile(DatasetFixtures.segment(file), file));
    }
    label = of;
    labels = new RowSource.Labels(written, columns, new Expression("t"));
    return this;
  }

  SourceFixture cutoff(LocalDateTime at) {
    cutoff = at;
    return this;
  }

  SourceFixture derived(String name, String expression) {
    derived.put(name, new Expression(expression));
    return this;
  }

  Rows open() throws IOException {
    Recipe recipe =
        new Recipe(
            "x", List.of(), List.of(), null, where, id, dedupe, split, null, null, keep, null);
    RowSource source =
        new RowSource(
            files,
            schema,
            time,
            new LinkedHashMap<>(derived),
            recipe,
            label,
            cutoff,
            arrivals,
            labels);
    return new DuckDbEngine(new DuckDbLimits(2, 512L << 20, folder.resolve("scratch")))
        .open(source);
  }

  double[] numbers(String column) throws IOException {
    try (Rows rows = open()) {
      return rows.read(all(), List.of(column), List.of()).numbers(column);
    }
  }

  RowSelection all() {
    return sample(0);
  }

  RowSelection sample(int most) {
    return new RowSelection(days("1900-01-01", "2099-12-31"), List.of(), null, null, most);
  }

  static TimeRange days(String from, String to) {
    return new TimeRange(
        LocalDate.parse(from).atStartOfDay(), LocalDate.parse(to).plusDays(1).atStartOfDay());
  }
}
