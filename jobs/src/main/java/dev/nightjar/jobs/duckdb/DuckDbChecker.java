package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.RowSource;
import dev.nightjar.expectation.CheckReport;
import dev.nightjar.expectation.Checker;
import dev.nightjar.expectation.Checks;
import dev.nightjar.expectation.ExpectationSpec;
import dev.nightjar.expectation.ExpectationSpec.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Checks with DuckDB over Parquet. A question that fails in DuckDB fails its own expectations and
 * no other. Thread-safe: each check has its own session.
 */
public final class DuckDbChecker implements Checker {

  private final DuckDbLimits limits;

  public DuckDbChecker(DuckDbLimits limits) {
    this.limits = limits;
  }

  /**
   * {@inheritDoc}
   *
   * @throws DataException when a file cannot be read or a derived column cannot be made
   */
  @Override
  public CheckReport check(RowSource source, List<ExpectationSpec> suite) throws IOException {
    List<Path> files = source.files().stream().map(RowSource.LocalFile::path).toList();
    try (DuckDbSession session = DuckDbSession.open(files, limits)) {
      Map<Scope, CheckRows> rows = new EnumMap<>(Scope.class);
      rows.put(Scope.ALL, CheckRows.open(session, "all", source, source.files()));
      if (suite.stream().anyMatch(spec -> spec.on() == Scope.NEWEST)) {
        List<RowSource.LocalFile> newest =
            source.files().subList(Math.max(0, files.size() - 1), files.size());
        rows.put(Scope.NEWEST, CheckRows.open(session, "newest", source, newest));
      }
      CheckRespondent respondent = new CheckRespondent(session, rows);
      return Checks.run(
          suite, source.schema(), rows.get(Scope.ALL).view().schema(), source.cutoff(), respondent);
    }
  }
}
