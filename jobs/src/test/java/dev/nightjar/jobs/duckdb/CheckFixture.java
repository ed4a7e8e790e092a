package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Recipe;
import dev.nightjar.dataset.RowSource;
import dev.nightjar.dataset.Schema;
import dev.nightjar.dataset.Segment;
import dev.nightjar.dataset.Split;
import dev.nightjar.expectation.CheckReport;
import dev.nightjar.expectation.ExpectationResult;
import dev.nightjar.expectation.ExpectationSpec;
import dev.nightjar.expectation.Severity;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A small table in Parquet files, to ask expectations of. */
final class CheckFixture {

  static final LocalDateTime CUTOFF = LocalDateTime.parse("2011-06-15T07:30:00");

  private final Path folder;
  private final Schema schema;
  private final Expression time;
  private final Map<String, Expression> derived = new LinkedHashMap<>();
  private final List<RowSource.LocalFile> files = new ArrayList<>();

  CheckFixture(Path folder, Schema schema, String time) {
    this.folder = folder;
    this.schema = schema;
    this.time = new Expression(time);
  }

  /** Adds a file with the rows of a query. */
  CheckFixture file(String query, long rows) throws SQLException {
    String name = "day" + files.size();
    Path path = ParquetFixture.write(folder.resolve(name + ".parquet"), query);
    Digest digest = Digest.of(name);
    Segment segment =
        new Segment(name, Segment.Kind.DELTA, digest, 1, rows, digest, CUTOFF, CUTOFF);
    files.add(new RowSource.LocalFile(segment, path));
    return this;
  }

  CheckFixture derive(String column, String expression) {
    derived.put(column, new Expression(expression));
    return this;
  }

  CheckReport check(List<ExpectationSpec> suite) throws IOException {
    RowSource source = new RowSource(files, schema, time, derived, recipe(), null, CUTOFF);
    DuckDbLimits limits = new DuckDbLimits(2, 256L << 20, folder.resolve("scratch"));
    return new DuckDbChecker(limits).check(source, suite);
  }

  ExpectationResult check(ExpectationSpec spec) throws IOException {
    return check(List.of(spec)).results().get(0);
  }

  private static Recipe recipe() {
    return new Recipe(
        "d", List.of(), List.of(), null, null, List.of(), Recipe.Dedupe.NONE, Split.standard());
  }

  /** A critical expectation over all rows; names and values in turn. */
  static ExpectationSpec spec(String type, @Nullable Object... kwargs) {
    return spec(type, null, ExpectationSpec.Scope.ALL, kwargs);
  }

  static ExpectationSpec spec(
      String type, @Nullable String where, ExpectationSpec.Scope on, @Nullable Object... kwargs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < kwargs.length; i += 2) {
      map.put(String.valueOf(kwargs[i]), kwargs[i + 1]);
    }
    return new ExpectationSpec(
        type, map, Severity.CRITICAL, where == null ? null : new Expression(where), on, Map.of());
  }
}
